import { Button, Group, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconCircleDashed, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatInstant, formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed } from '../ui/states.tsx';
import { closeMonth, type Month, reopenMonth } from './queries.ts';

/** Where a month stands, whether it is fit, and the way to close it or to open it again. */
export function MonthPanel({ month, office }: { month: Month; office: string }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  // The keyboard goes on where it was before the form opened.
  const done = () => {
    setAsking(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const isClosed = month.state === 'closed';
  const name = formatMonth(`${month.month}-01`, language);
  const { completeness, openFindings } = month;
  const act = isClosed ? t('quality.reopen') : t('quality.close');
  return (
    <Panel
      title={name}
      actions={
        month.state === 'unfinished' || isAsking || !may('closeMonth') ? undefined : (
          <Button
            ref={opener}
            size="sm"
            variant={isClosed ? 'default' : 'filled'}
            leftSection={isClosed ? <IconLockOpen size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {act}
          </Button>
        )
      }
    >
      <dl className="facts">
        <div>
          <dt>{t('quality.state')}</dt>
          <dd>
            <Group gap={6} wrap="nowrap">
              {isClosed ? <IconLock size={17} aria-hidden /> : <IconLockOpen size={17} aria-hidden />}
              {t(`quality.monthStates.${month.state}`)}
            </Group>
          </dd>
        </div>
        <div>
          <dt>{t('quality.completeFigures')}</dt>
          <dd className="numbers">
            {completeness.figures === 0
              ? t('quality.nothingExpected')
              : completeness.unfinished
                ? t('quality.endsIn', { days: completeness.endsInDays ?? 0 })
                : t('quality.ofFigures', { complete: completeness.complete, figures: completeness.figures })}
          </dd>
        </div>
        <div>
          <dt>{t('quality.openFindings')}</dt>
          <dd>{t('quality.openCounts', openFindings)}</dd>
        </div>
        <div>
          <dt>{t('quality.fitness')}</dt>
          <dd>
            <Group gap={6} wrap="nowrap" align="flex-start">
              {month.fit ? (
                <IconCircleCheck size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
              ) : (
                <IconCircleDashed size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
              )}
              <span>
                {month.fit
                  ? t('quality.fit')
                  : t('quality.unfit', {
                      reasons: month.reasons
                        .map(({ code, count }) => t(`quality.reasons.${code}`, { count }))
                        .join('; '),
                    })}
              </span>
            </Group>
          </dd>
        </div>
      </dl>
      {month.history.length > 0 ? (
        <details>
          <summary>{t('quality.history', { count: month.history.length })}</summary>
          <ol className="plain">
            {month.history.map(({ act: acted, reason: why, actedAt }) => (
              <li key={`${actedAt} ${acted}`}>
                {t(`quality.acts.${acted}`)} <span className="soft">{formatInstant(actedAt, language)}</span>
                {why === '' ? '' : ` · ${why}`}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {isAsking ? <ActForm month={month} office={office} name={name} onDone={done} /> : null}
    </Panel>
  );
}

/** Asks once more, and why. */
function ActForm({ month, office, name, onDone }: { month: Month; office: string; name: string; onDone: () => void }) {
  const t = useWords();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isClosed = month.state === 'closed';
  const act = isClosed ? t('quality.reopen') : t('quality.close');
  const change = useMutation({
    mutationFn: () => (isClosed ? reopenMonth : closeMonth)(office, month.month, reason),
    onSuccess: async () => {
      onDone();
      notifications.show({
        message: t(isClosed ? 'quality.reopened' : 'quality.closed', { month: name }),
        closeButtonProps: { 'aria-label': t('state.dismiss') },
      });
      await cache.invalidateQueries({ queryKey: ['quality'] });
    },
  });
  return (
    <form
      aria-label={`${act}: ${name}`}
      style={{ marginTop: '1rem', maxWidth: 560 }}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Text mb="xs">{t(isClosed ? 'quality.reopenAsk' : 'quality.closeAsk')}</Text>
      <Textarea
        ref={field}
        label={isClosed ? t('quality.reason') : t('quality.reasonOptional')}
        required={isClosed}
        maxLength={2000}
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {change.isError ? <Failed error={change.error} retry={() => change.mutate()} /> : null}
      <Group gap="xs" mt="xs">
        <Button type="submit" loading={change.isPending} disabled={isClosed && reason.trim() === ''}>
          {act}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('quality.cancel')}
        </Button>
      </Group>
    </form>
  );
}
