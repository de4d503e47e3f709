import { Alert, Button, Group, MultiSelect, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { About } from '../about.ts';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatDay, formatProbability, formatShare } from '../ui/format.ts';
import { Failed } from '../ui/states.tsx';
import { declareSwitching, type Proposal, previewSwitching } from './queries.ts';
import { WeekStrip } from './week-strip.tsx';
import { armsOf, blockChoices, mondayAfter, wholeBlocks } from './weeks.ts';

/** Proposes a schedule, shows what the lot drew, and declares exactly that. */
export function ProposeForm({
  about,
  office,
  onDeclared,
}: {
  about: About;
  office: string | undefined;
  onDeclared: (id: number) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [proposal, setProposal] = useState<Proposal>({
    name: '',
    design: 'on-off',
    channels: about.channels.slice(0, 1).map(({ id }) => id),
    from: mondayAfter(about.today),
    weeks: 16,
    blockWeeks: 4,
  });
  const preview = useMutation({
    mutationFn: (given: Proposal) => previewSwitching({ ...given, office }, language),
  });
  const declare = useMutation({
    mutationFn: (given: Proposal) => declareSwitching({ ...given, office }, language),
    onSuccess: async (declared) => {
      await cache.invalidateQueries({ queryKey: ['switching'] });
      preview.reset();
      if (declared.id !== null) onDeclared(declared.id);
    },
  });
  const change = (next: Partial<Proposal>) => {
    const all = { ...proposal, ...next };
    const blocks = blockChoices(armsOf(all.design, all.channels).length);
    const blockWeeks = blocks.includes(all.blockWeeks) ? all.blockWeeks : (blocks[1] ?? blocks[0] ?? 2);
    setProposal({ ...all, blockWeeks });
    preview.reset();
    declare.reset();
  };
  const nameOf = (arm: string) => {
    const channel = about.channels.find(({ id }) => id === arm);
    return channel ? (language === 'id' ? channel.nameId : channel.nameEn) : t('switching.off');
  };
  const arms = armsOf(proposal.design, proposal.channels);
  const issues = issuesOf(preview.error ?? declare.error);
  const errorOf = (field: string) => issues.find((issue) => issue.field === field)?.message;
  const channelChoices = about.channels.map(({ id }) => ({ value: id, label: nameOf(id) }));
  const failed = issues.length === 0 ? (preview.error ?? declare.error) : null;
  const shown = preview.data;
  return (
    <form
      aria-label={t('switching.propose')}
      onSubmit={(event) => {
        event.preventDefault();
        preview.mutate(proposal);
      }}
    >
      <Stack gap="sm">
        <div className="filters">
          <TextInput
            label={t('switching.name')}
            required
            maxLength={120}
            value={proposal.name}
            error={errorOf('name')}
            onChange={({ currentTarget: { value } }) => change({ name: value })}
          />
          <NativeSelect
            label={t('switching.design')}
            value={proposal.design}
            data={(['on-off', 'rotation'] as const).map((value) => ({ value, label: t(`switching.designs.${value}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const design = value as Proposal['design'];
              change({
                design,
                channels:
                  design === 'on-off' ? proposal.channels.slice(0, 1) : about.channels.slice(0, 2).map(({ id }) => id),
              });
            }}
          />
          {proposal.design === 'on-off' ? (
            <NativeSelect
              label={t('channels.name')}
              value={proposal.channels[0] ?? ''}
              data={channelChoices}
              error={errorOf('channels')}
              onChange={({ currentTarget: { value } }) => change({ channels: [value] })}
            />
          ) : (
            <MultiSelect
              label={t('filter.channels')}
              value={proposal.channels}
              data={channelChoices}
              error={errorOf('channels')}
              onChange={(channels) => change({ channels })}
            />
          )}
          <TextInput
            type="date"
            label={t('switching.from')}
            required
            value={proposal.from}
            min={mondayAfter(about.today)}
            step={7}
            error={errorOf('from')}
            onChange={({ currentTarget: { value } }) => change({ from: value })}
          />
          <NativeSelect
            label={t('switching.blockWeeks')}
            value={String(proposal.blockWeeks)}
            data={blockChoices(arms.length).map((weeks) => ({
              value: String(weeks),
              label: t('switching.weeksCount', { count: weeks }),
            }))}
            error={errorOf('blockWeeks')}
            onChange={({ currentTarget: { value } }) => {
              const blockWeeks = Number(value);
              change({ blockWeeks, weeks: wholeBlocks(proposal.weeks, blockWeeks) });
            }}
          />
          <NumberInput
            label={t('switching.weeks')}
            value={proposal.weeks}
            min={8}
            max={104}
            step={proposal.blockWeeks}
            error={errorOf('weeks')}
            onChange={(value) => change({ weeks: Math.round(Number(value)) || 0 })}
          />
        </div>
        <Group>
          <Button type="submit" variant="default" loading={preview.isPending}>
            {t(shown ? 'switching.drawAgain' : 'switching.draw')}
          </Button>
        </Group>
        {failed ? <Failed error={failed} retry={() => preview.mutate(proposal)} /> : null}
        {shown ? (
          <Alert
            color="blue"
            variant="light"
            title={t('switching.drawn', { from: formatDay(shown.from, language), to: formatDay(shown.to, language) })}
          >
            <Text size="sm">
              {shown.mde === null
                ? t('switching.noMde')
                : t('switching.mde', { mde: formatShare(shown.mde, language, 0) })}{' '}
              {t('switching.smallest', { p: formatProbability(shown.smallestProbability, language) })}
            </Text>
            <WeekStrip weeks={shown.weeks} arms={arms} nameOf={nameOf} today={about.today} />
            <Group mt="md">
              <Button loading={declare.isPending} onClick={() => declare.mutate({ ...proposal, seed: shown.seed })}>
                {t('switching.declare')}
              </Button>
              <Text size="sm">{t('switching.declareNote')}</Text>
            </Group>
          </Alert>
        ) : null}
      </Stack>
    </form>
  );
}
