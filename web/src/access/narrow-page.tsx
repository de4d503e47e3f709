import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A page of one short form. */
export function NarrowPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="panel" style={{ maxWidth: 460, margin: 'clamp(0rem, 6vh, 4rem) auto' }}>
      <Title order={1} size="h2">
        {title}
      </Title>
      {lead ? (
        <Text className="soft" mt={4} component="div">
          {lead}
        </Text>
      ) : null}
      <div style={{ marginTop: '1.2rem' }}>{children}</div>
    </div>
  );
}
