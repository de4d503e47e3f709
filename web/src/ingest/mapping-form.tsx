import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { metrics, otherSources, type PassportType, passportTypes } from '@tilik/server/client';
import { type FormEvent, useId, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import {
  figureUses,
  layoutOf,
  layouts,
  mappingText,
  missingOf,
  type Proposal,
  rolesOf,
  type Shape,
  shapeOf,
  subjectOf,
  subjects,
  type Use,
  usesIn,
  usesOf,
  type Whole,
} from './mapping-uses.ts';

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
  const [whole, setWhole] = useState<Whole>({
    channel: proposal.guess.channel ?? '',
    passportType: proposal.guess.passportType ?? '',
  });
  const [isSent, setIsSent] = useState(false);
  const missing = missingOf(shape, uses, whole);
  const subject = subjectOf(shape);
  const layout = layoutOf(shape);
  const channelIds = channels.map(({ value }) => value);
  const names = proposal.header.map((name, column) =>
    name === '' ? t('data.mapping.column', { column: column + 1 }) : name,
  );

  function changeShape(next: Shape) {
    setShape(next);
    setUses((before) => usesIn(next, before, channelIds));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsSent(true);
    if (missing.length === 0) onMapping(mappingText(shape, uses, whole));
  }

  /** A metric, a passport type or a source by its name. */
  const nameOf = (use: Use): string => {
    const code = use.slice(use.indexOf(':') + 1);
    const lists: Readonly<Record<string, { readonly label: Readonly<Record<'id' | 'en', string>> }>> =
      subject === 'readings' ? metrics : subject === 'applicants' ? passportTypes : otherSources;
    return lists[code]?.label[language] ?? channels.find(({ value }) => value === code)?.label ?? code;
  };
  const options = [
    { value: '', label: t('data.mapping.unused') },
    ...rolesOf[shape].map((role) => ({ value: role as string, label: t(`data.mapping.role.${role}`) })),
    ...(layout === 'wide'
      ? [
          {
            group: t(`data.mapping.figures.${subject}`),
            items: figureUses[subject](channelIds).map((use) => ({ value: use as string, label: nameOf(use) })),
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
            label={t('data.mapping.subject')}
            value={subject}
            data={subjects.map((value) => ({ value, label: t(`data.mapping.subjects.${value}`) }))}
            onChange={({ currentTarget: { value } }) =>
              changeShape(shapeOf(subjects.find((known) => known === value) ?? 'readings', layout))
            }
          />
          <NativeSelect
            size="xs"
            label={t('data.mapping.shape')}
            value={layout}
            data={layouts.map((value) => ({ value, label: t(`data.mapping.layout.${subject}.${value}`) }))}
            onChange={({ currentTarget: { value } }) =>
              changeShape(shapeOf(subject, value === 'long' ? 'long' : 'wide'))
            }
          />
          {subject === 'readings' ? (
            <NativeSelect
              size="xs"
              label={uses.includes('channel') ? t('data.mapping.channelElse') : t('data.mapping.channel')}
              value={whole.channel}
              data={[{ value: '', label: '…' }, ...channels]}
              onChange={({ currentTarget: { value } }) => setWhole((before) => ({ ...before, channel: value }))}
            />
          ) : null}
          {subject === 'sources' ? (
            <NativeSelect
              size="xs"
              label={uses.includes('type') ? t('data.mapping.passportTypeElse') : t('data.mapping.passportType')}
              value={whole.passportType}
              data={[
                { value: '', label: '…' },
                ...Object.entries(passportTypes).map(([value, { label }]) => ({ value, label: label[language] })),
              ]}
              onChange={({ currentTarget: { value } }) =>
                setWhole((before) => ({ ...before, passportType: value as PassportType | '' }))
              }
            />
          ) : null}
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
            <ul className="notice-warn mapping-missing">
              {missing.map((what) => (
                <li key={what}>{t(`data.mapping.missing.${what}`)}</li>
              ))}
            </ul>
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
