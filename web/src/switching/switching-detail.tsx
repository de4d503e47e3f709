import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatCount, formatDay, formatInstant, formatProbability, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed } from '../ui/states.tsx';
import { type SwitchingWithAnalysis, stopSwitching } from './queries.ts';
import { WeekStrip } from './week-strip.tsx';
import { armsOf } from './weeks.ts';

/** One schedule: its weeks, what may be said of it, the figures behind that, and the way to give it up. */
export function SwitchingDetail({
  switching,
  nameOf,
  today,
}: {
  switching: SwitchingWithAnalysis;
  nameOf: (arm: string) => string;
  today: string;
}) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const { analysis } = switching;
  const isComputed = analysis.kind === 'computed';
  const ratio = (value: number | null) => (value === null ? t('switching.unbounded') : formatShare(value, language));
  return (
    <Stack gap="sm" mt="sm">
      <Text size="sm" className="soft">
        {t('switching.declaredAt', { at: formatInstant(switching.declaredAt, language), seed: switching.seed })}
        {switching.stoppedAt
          ? ` ${t('switching.stoppedAt', {
              at: formatInstant(switching.stoppedAt, language),
              reason: switching.stoppedReason ?? '',
            })}`
          : ''}
      </Text>
      {isComputed ? (
        <Text maw={820}>{switching.words.join(' ')}</Text>
      ) : (
        <Alert color="gray" variant="light" title={switching.words[0]}>
          {switching.words.slice(1).join(' ')}
        </Alert>
      )}
      <WeekStrip
        weeks={switching.weeks}
        arms={armsOf(switching.design, switching.channels)}
        nameOf={nameOf}
        today={today}
      />
      {isComputed ? (
        <>
          <ScrollTable name={t('switching.result')}>
            <thead>
              <tr>
                <th scope="col">{t('switching.compared')}</th>
                <th scope="col">{t('switching.measure')}</th>
                <th scope="col" className="end">
                  {t('switching.weeks')}
                </th>
                <th scope="col" className="end">
                  {t('switching.difference')}
                </th>
                <th scope="col" className="end">
                  {t('switching.probability')}
                </th>
              </tr>
            </thead>
            <tbody>
              {analysis.differences.map((each) => (
                <tr key={`${each.one} ${each.other} ${each.estimand}`}>
                  <th scope="row">
                    {nameOf(each.one)} – {nameOf(each.other)}
                  </th>
                  <td>{t(`switching.measures.${each.estimand}`)}</td>
                  <td className="end">
                    {each.weeksOne} : {each.weeksOther}
                  </td>
                  <td className="end">
                    {formatShare(each.ratio.estimate, language)} ({ratio(each.ratio.lower)} – {ratio(each.ratio.upper)})
                  </td>
                  <td className="end">{formatProbability(each.adjusted, language)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          <Text size="sm" className="soft" maw={820}>
            {t('switching.method')}
          </Text>
        </>
      ) : null}
      {analysis.points.length > 0 ? (
        <details>
          <summary>{t('switching.figures')}</summary>
          <ScrollTable name={t('switching.figures')}>
            <thead>
              <tr>
                <th scope="col">{t('switching.week')}</th>
                <th scope="col">{t('switching.on')}</th>
                <th scope="col" className="end">
                  {t('uptake.electronic')}
                </th>
                <th scope="col" className="end">
                  {t('uptake.ordinary')}
                </th>
                <th scope="col" className="end">
                  {t('switching.openDays')}
                </th>
              </tr>
            </thead>
            <tbody>
              {analysis.points.map(({ on, arm, electronic, ordinary, openDays }) => (
                <tr key={on}>
                  <th scope="row">{formatDay(on, language)}</th>
                  <td>{nameOf(arm)}</td>
                  <td className="end">{electronic === null ? '–' : formatCount(electronic, language)}</td>
                  <td className="end">{ordinary === null ? '–' : formatCount(ordinary, language)}</td>
                  <td className="end">{openDays}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </details>
      ) : null}
      {may('stopSwitching') && (switching.state === 'planned' || switching.state === 'running') ? (
        <StopForm id={switching.id} />
      ) : null}
    </Stack>
  );
}

function StopForm({ id }: { id: number }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const stop = useMutation({
    mutationFn: () => stopSwitching(id, reason, language),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['switching'] }),
  });
  const issue = issuesOf(stop.error)[0]?.message;
  return (
    <details className="no-print">
      <summary>{t('switching.stop')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          stop.mutate();
        }}
      >
        <Group align="end" mt="xs">
          <TextInput
            label={t('switching.reason')}
            required
            value={reason}
            error={issue}
            onChange={({ currentTarget: { value } }) => setReason(value)}
            style={{ flex: '1 1 16rem', maxWidth: 480 }}
          />
          <Button type="submit" color="red" variant="light" loading={stop.isPending}>
            {t('switching.stopButton')}
          </Button>
        </Group>
        <Text size="sm" className="soft" mt={4}>
          {t('switching.stopNote')}
        </Text>
        {stop.error && issue === undefined ? <Failed error={stop.error} retry={() => stop.mutate()} /> : null}
      </form>
    </details>
  );
}
