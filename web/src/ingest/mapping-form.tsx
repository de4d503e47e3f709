import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { type MetricCode, metricCodes, metrics } from '@tilik/server/client';
import { type FormEvent, useId, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { ImportReport } from './queries.ts';

type Proposal = NonNullable<ImportReport['mapping']>;
type Shape = Proposal['guess']['shape'];

/** What a column is: nothing of ours, the day, what a long table has, or the code of a metric. */
type Use = '' | 'day' | 'metric' | 'value' | 'channel' | MetricCode;
const roles = { wide: ['day'], long: ['day', 'channel', 'metric', 'value'] } as const;

/** What the guess makes of each column. */
function usesOf({ header, guess }: Proposal): Use[] {
  const uses = header.map((): Use => '');
  const put = (column: number | null, use: Use) => {
    if (column !== null) uses[column] = use;
  };
  for (const { column, metric } of guess.metrics) put(column, metric);
  put(guess.day, 'day');
  put(guess.metric, 'metric');
  put(guess.value, 'value');
  put(guess.channelColumn, 'channel');
  return uses;
}

const isMetric = (use: Use): use is MetricCode => use in metrics;

/** What is still to be said, as keys of the catalogue. */
function missingOf(shape: Shape, uses: readonly Use[], channel: string) {
  const chosen = uses.filter((use) => use !== '');
  return [
    uses.includes('day') ? undefined : ('day' as const),
    shape === 'wide' && !uses.some(isMetric) ? ('metrics' as const) : undefined,
    shape === 'long' && !(uses.includes('metric') && uses.includes('value')) ? ('value' as const) : undefined,
    channel === '' && !(shape === 'long' && uses.includes('channel')) ? ('channel' as const) : undefined,
    new Set(chosen).size < chosen.length ? ('twice' as const) : undefined,
  ].filter((missing) => missing !== undefined);
}

/** The mapping as the form field carries it. */
function mappingText(shape: Shape, uses: readonly Use[], channel: string): string {
  const at = (use: Use) => uses.indexOf(use);
  const named = channel === '' ? {} : { channel };
  if (shape === 'wide') {
    const chosen = uses.flatMap((use, column) => (isMetric(use) ? [{ column, metric: use }] : []));
    return JSON.stringify({ shape, day: at('day'), metrics: chosen, ...named });
  }
  const channelColumn = uses.includes('channel') ? { channelColumn: at('channel') } : {};
  return JSON.stringify({
    shape,
    day: at('day'),
    metric: at('metric'),
    value: at('value'),
    ...channelColumn,
    ...named,
  });
}

/** A table that nobody knows: its first rows, and for each column what it is. */
export function MappingForm({
  proposal,
  channels,
  onMapping,
}: {
  proposal: Proposal;
  channels: readonly { readonly value: string; readonly label: string }[];
  onMapping: (mapping: string) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const explained = useId();
  const [shape, setShape] = useState<Shape>(proposal.guess.shape);
  const [uses, setUses] = useState<readonly Use[]>(() => usesOf(proposal));
  const [channel, setChannel] = useState(proposal.guess.channel ?? '');
  const [isSent, setIsSent] = useState(false);
  const missing = missingOf(shape, uses, channel);
  const names = proposal.header.map((name, column) =>
    name === '' ? t('data.mapping.column', { column: column + 1 }) : name,
  );

  function changeShape(next: Shape) {
    setShape(next);
    setUses((before) => before.map((use) => (use === 'day' || (next === 'wide' && isMetric(use)) ? use : '')));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsSent(true);
    if (missing.length === 0) onMapping(mappingText(shape, uses, channel));
  }

  const options = [
    { value: '', label: t('data.mapping.unused') },
    ...roles[shape].map((role) => ({ value: role, label: t(`data.mapping.role.${role}`) })),
    ...(shape === 'wide'
      ? [
          {
            group: t('data.mapping.metrics'),
            items: metricCodes.map((code) => ({ value: code, label: metrics[code].label[language] })),
          },
        ]
      : []),
  ];

  return (
    <form onSubmit={submit} aria-describedby={explained}>
      <Stack gap="xs">
        <Text size="sm" id={explained}>
          {t('data.mapping.explain')}
        </Text>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            size="xs"
            label={t('data.mapping.shape')}
            value={shape}
            data={(['wide', 'long'] as const).map((value) => ({ value, label: t(`data.mapping.${value}`) }))}
            onChange={({ currentTarget: { value } }) => changeShape(value === 'long' ? 'long' : 'wide')}
          />
          <NativeSelect
            size="xs"
            label={uses.includes('channel') ? t('data.mapping.channelElse') : t('data.mapping.channel')}
            value={channel}
            data={[{ value: '', label: '…' }, ...channels]}
            onChange={({ currentTarget: { value } }) => setChannel(value)}
          />
        </Group>
        <ScrollTable name={t('data.mapping.sample')}>
          <thead>
            <tr>
              {names.map((name, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th scope="col" key={column} style={{ verticalAlign: 'bottom' }}>
                  {name}
                  <NativeSelect
                    size="xs"
                    mt={4}
                    miw={150}
                    aria-label={t('data.mapping.use', { name })}
                    value={uses[column] ?? ''}
                    data={options}
                    onChange={({ currentTarget: { value } }) =>
                      setUses((before) => before.map((use, index) => (index === column ? (value as Use) : use)))
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {proposal.rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name
              <tr key={row}>
                {names.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                  <td key={column}>{cells[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
        <div role="alert">
          {isSent && missing.length > 0 ? (
            <Alert color="orange" variant="light" p="xs">
              {missing.map((what) => (
                <Text size="sm" key={what}>
                  {t(`data.mapping.missing.${what}`)}
                </Text>
              ))}
            </Alert>
          ) : null}
        </div>
        <Group>
          <Button type="submit" size="xs">
            {t('data.mapping.preview')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
