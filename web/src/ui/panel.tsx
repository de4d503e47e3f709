import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** A titled part of a page. */
export function Panel({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem 1rem', justifyContent: 'space-between' }}>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {actions ? <div className="no-print">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
