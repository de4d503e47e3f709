import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { metricCodes, metrics, type PassportType, passportTypes } from '@tilik/server/client';
import { useState } from 'react';
import type { About } from '../about.ts';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed } from '../ui/states.tsx';
import { groupName, measureName } from './names.ts';
import { declareExpected, type ExpectedFigure, suggestedFigures } from './queries.ts';

const nouns = ['applicants', 'sources', 'readings', 'inquiries'] as const;
const typeCodes = Object.keys(passportTypes) as PassportType[];

const nameOf = ({ noun, channel, measure, grain }: ExpectedFigure) => [noun, channel, measure, grain].join(' ');

/** What the office reports, declared: suggested, added to, shortened, and saved as a whole. */
export function ExpectedForm({
  office,
  about,
  declared,
}: {
  office: string;
  about: About;
  declared: readonly ExpectedFigure[];
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [draft, setDraft] = useState<readonly ExpectedFigure[]>();
  const figures = draft ?? declared;
  const suggest = useMutation({
    mutationFn: () => suggestedFigures(office),
    onSuccess: (answer) => setDraft(answer.figures),
  });
  const save = useMutation({
    mutationFn: () => declareExpected(office, figures),
    onSuccess: async () => {
      setDraft(undefined);
      notifications.show({ message: t('quality.saved'), closeButtonProps: { 'aria-label': t('state.dismiss') } });
      await cache.invalidateQueries({ queryKey: ['quality'] });
    },
  });
  const change = (name: string, changed: Partial<ExpectedFigure>) =>
    setDraft(figures.map((figure) => (nameOf(figure) === name ? { ...figure, ...changed } : figure)));
  return (
    <>
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('quality.expectedDetail')}
      </Text>
      <Group gap="xs" my="sm">
        <Button
          size="sm"
          variant={figures.length === 0 ? 'filled' : 'default'}
          loading={suggest.isPending}
          onClick={() => suggest.mutate()}
        >
          {t('quality.suggest')}
        </Button>
        {draft ? (
          <>
            <Button size="sm" loading={save.isPending} onClick={() => save.mutate()}>
              {t('quality.saveExpected', { count: draft.length })}
            </Button>
            <Button size="sm" variant="default" onClick={() => setDraft(undefined)}>
              {t('quality.cancel')}
            </Button>
          </>
        ) : null}
      </Group>
      <div role="status">{draft ? <Text size="sm">{t('quality.draft', { count: draft.length })}</Text> : null}</div>
      {suggest.isError ? <Failed error={suggest.error} retry={() => suggest.mutate()} /> : null}
      {save.isError ? (
        <>
          <Failed error={save.error} retry={() => save.mutate()} />
          <ul className="plain">
            {issuesOf(save.error).map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        </>
      ) : null}
      {figures.length === 0 ? (
        <Text mt="xs">{t(suggest.isSuccess ? 'quality.nothingSuggested' : 'quality.noExpected')}</Text>
      ) : (
        <details open={draft !== undefined}>
          <summary>{t('quality.declared', { count: figures.length })}</summary>
          <ScrollTable name={t('quality.expected')}>
            <thead>
              <tr>
                <th scope="col">{t('quality.figure')}</th>
                <th scope="col">{t('quality.grain')}</th>
                <th scope="col">{t('quality.from')}</th>
                <th scope="col">{t('quality.to')}</th>
                <th scope="col">{t('quality.dueDays')}</th>
                <th scope="col">{t('data.action')}</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => {
                const name = `${groupName(figure, about, language, t)}: ${measureName(figure, language, t)}`;
                const key = nameOf(figure);
                const words = `${name} (${t(`quality.grains.${figure.grain}`)})`;
                return (
                  <tr key={key}>
                    <th scope="row" style={{ whiteSpace: 'normal', minWidth: '8rem' }}>
                      {name}
                    </th>
                    <td>{t(`quality.grains.${figure.grain}`)}</td>
                    <td style={{ whiteSpace: 'nowrap' }}>{formatDay(figure.from, language)}</td>
                    <td>
                      <TextInput
                        type="date"
                        size="xs"
                        aria-label={`${t('quality.to')}: ${words}`}
                        value={figure.to ?? ''}
                        onChange={({ currentTarget: { value } }) => change(key, { to: value === '' ? null : value })}
                      />
                    </td>
                    <td>
                      <NumberInput
                        size="xs"
                        w={80}
                        min={0}
                        max={365}
                        allowDecimal={false}
                        aria-label={`${t('quality.dueDays')}: ${words}`}
                        value={figure.dueDays}
                        onChange={(value) => typeof value === 'number' && change(key, { dueDays: value })}
                      />
                    </td>
                    <td>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('quality.remove')}: ${words}`}
                        onClick={() => setDraft(figures.filter((other) => other !== figure))}
                      >
                        {t('quality.remove')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </ScrollTable>
        </details>
      )}
      <AddFigure
        about={about}
        onAdd={(figure) => setDraft([...figures.filter((other) => nameOf(other) !== nameOf(figure)), figure])}
      />
    </>
  );
}

/** One more figure that is reported. */
function AddFigure({ about, onAdd }: { about: About; onAdd: (figure: ExpectedFigure) => void }) {
  const t = useWords();
  const language = useLanguage();
  const [noun, setNoun] = useState<ExpectedFigure['noun']>('applicants');
  const [channel, setChannel] = useState(about.channels[0]?.id ?? '');
  const [metric, setMetric] = useState<string>(metricCodes[0] ?? '');
  const [type, setType] = useState<string>('electronic');
  const [grain, setGrain] = useState<ExpectedFigure['grain']>('month');
  const [from, setFrom] = useState(`${about.today.slice(0, 4)}-01-01`);
  const hasChannel = noun === 'readings' || noun === 'inquiries';
  return (
    <details style={{ marginTop: '0.8rem' }}>
      <summary>{t('quality.add')}</summary>
      <form
        className="filters"
        style={{ marginTop: '0.6rem' }}
        onSubmit={(event) => {
          event.preventDefault();
          const measure = noun === 'readings' ? metric : noun === 'applicants' ? type : null;
          onAdd({ noun, channel: hasChannel ? channel : null, measure, grain, from, to: null, dueDays: 10 });
        }}
      >
        <NativeSelect
          label={t('quality.kind')}
          value={noun}
          data={nouns.map((value) => ({ value, label: t(`quality.nouns.${value}`) }))}
          onChange={({ currentTarget: { value } }) => setNoun(value as ExpectedFigure['noun'])}
        />
        {hasChannel ? (
          <NativeSelect
            label={t('channels.name')}
            value={channel}
            data={about.channels.map(({ id, nameId, nameEn }) => ({
              value: id,
              label: language === 'id' ? nameId : nameEn,
            }))}
            onChange={({ currentTarget: { value } }) => setChannel(value)}
          />
        ) : null}
        {noun === 'readings' ? (
          <NativeSelect
            label={t('quality.metric')}
            value={metric}
            data={metricCodes.map((value) => ({ value, label: metrics[value].label[language] }))}
            onChange={({ currentTarget: { value } }) => setMetric(value)}
          />
        ) : null}
        {noun === 'applicants' ? (
          <NativeSelect
            label={t('quality.passportType')}
            value={type}
            data={typeCodes.map((value) => ({ value, label: passportTypes[value].label[language] }))}
            onChange={({ currentTarget: { value } }) => setType(value)}
          />
        ) : null}
        <NativeSelect
          label={t('quality.grain')}
          value={grain}
          data={(['day', 'month'] as const).map((value) => ({ value, label: t(`quality.grains.${value}`) }))}
          onChange={({ currentTarget: { value } }) => setGrain(value as ExpectedFigure['grain'])}
        />
        <TextInput
          type="date"
          label={t('quality.from')}
          required
          value={from}
          onChange={({ currentTarget: { value } }) => setFrom(value)}
        />
        <Button type="submit" variant="default">
          {t('quality.addButton')}
        </Button>
      </form>
    </details>
  );
}
