import { Alert, Button, Checkbox, Group, MultiSelect, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type PrRole, prRoles } from '@tilik/server/client';
import { useState } from 'react';
import { type About, channelNameIn } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { undoStored } from '../records/queries.ts';
import { type Choice, nameIn } from '../ui/choices.ts';
import { formatCount, formatDay } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import '../ui/entries.css';
import { activityTitle, prRoleName } from './names.ts';
import { chosenAtFirst, partsOf } from './parts.ts';
import { type AssignAsked, type AssignedPost, assignPosts } from './queries.ts';

/** Stands for taking away, in a choice whose empty one leaves things as they are. */
const away = '-';

/** Says of many posts at once which campaign they belong to, what the section was in them and what they are about. */
export function AssignPanel({
  about,
  office,
  campaigns,
  onClose,
}: {
  about: About;
  office: string | undefined;
  campaigns: readonly Choice[];
  onClose: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [from, setFrom] = useState('');
  const topics = useProgrammeWords('topics');
  const [to, setTo] = useState('');
  const [channels, setChannels] = useState<string[]>([]);
  const [hashtags, setHashtags] = useState('');
  const [words, setWords] = useState('');
  const [campaign, setCampaign] = useState('');
  const [role, setRole] = useState('');
  const [codes, setCodes] = useState<string[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const asked: AssignAsked = {
    ...(office ? { office } : {}),
    filter: {
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      channels,
      hashtags: partsOf(hashtags),
      words: partsOf(words),
    },
    set: {
      ...(campaign ? { campaign: campaign === away ? null : campaign } : {}),
      ...(role ? { prRole: role === away ? null : (role as PrRole) } : {}),
      ...(codes.length > 0 ? { topics: codes } : {}),
    },
  };
  const again = () =>
    Promise.all(['activities', 'records', 'stages'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const preview = useMutation({
    mutationFn: (given: AssignAsked) => assignPosts({ ...given, preview: true }, language),
    onSuccess: ({ posts }) => setChosen(new Set(chosenAtFirst(posts))),
  });
  const store = useMutation({
    mutationFn: (given: AssignAsked) => assignPosts(given, language),
    onSuccess: async () => {
      preview.reset();
      await again();
    },
  });
  const undo = useMutation({ mutationFn: (importId: number) => undoStored(importId), onSuccess: again });
  const issues = issuesOf(preview.error);
  const errorOf = (field: string) => issues.find((issue) => issue.field === field)?.message;
  /** What was previewed is not what is asked for any more. */
  const onChange = () => {
    preview.reset();
    store.reset();
    undo.reset();
  };
  const shown = preview.data;
  const done = store.data;
  const change = (post: AssignedPost, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(post.id);
    else next.delete(post.id);
    setChosen(next);
  };
  const wasInWords = ({ was }: AssignedPost) =>
    [
      was.campaign === null ? null : nameIn(campaigns, was.campaign),
      was.prRole === null ? null : prRoleName(was.prRole, language),
      was.topics.length === 0 ? null : was.topics.map((topic) => topics.nameOf(topic)).join(', '),
    ]
      .filter((fact) => fact !== null)
      .join(' · ') || '–';
  return (
    <Panel
      title={t('activities.many.title')}
      actions={
        <Button variant="default" size="xs" onClick={onClose}>
          {t('activities.close')}
        </Button>
      }
    >
      <Text className="soft" size="sm" maw={760} mt={4}>
        {t('activities.many.lead')}
      </Text>
      <form
        noValidate
        aria-label={t('activities.many.title')}
        onChange={onChange}
        onSubmit={(event) => {
          event.preventDefault();
          store.reset();
          preview.mutate(asked);
        }}
      >
        <Text fw={600} size="sm" mt="md" mb={6}>
          {t('activities.many.which')}
        </Text>
        <div className="form-fields">
          <TextInput
            type="date"
            label={t('filter.from')}
            value={from}
            max={about.today}
            error={errorOf('filter.from')}
            onChange={({ currentTarget: { value } }) => setFrom(value)}
          />
          <TextInput
            type="date"
            label={t('filter.to')}
            value={to}
            max={about.today}
            error={errorOf('filter.to')}
            onChange={({ currentTarget: { value } }) => setTo(value)}
          />
          <MultiSelect
            label={t('filter.channels')}
            placeholder={channels.length === 0 ? t('filter.allChannels') : ''}
            value={channels}
            data={about.channels.map(({ id }) => ({ value: id, label: channelNameIn(about, id, language) }))}
            onChange={(next) => {
              onChange();
              setChannels(next);
            }}
            clearable
          />
          <TextInput
            label={t('activities.many.hashtags')}
            description={t('activities.many.hashtagsRule')}
            value={hashtags}
            error={errorOf('filter.hashtags')}
            onChange={({ currentTarget: { value } }) => setHashtags(value)}
          />
          <TextInput
            label={t('activities.many.words')}
            description={t('activities.many.wordsRule')}
            value={words}
            error={errorOf('filter.words')}
            onChange={({ currentTarget: { value } }) => setWords(value)}
          />
        </div>
        <Text fw={600} size="sm" mt="md" mb={6}>
          {t('activities.many.what')}
        </Text>
        <div className="form-fields">
          <NativeSelect
            label={t('activities.fields.campaign')}
            value={campaign}
            error={errorOf('set.campaign')}
            data={[
              { value: '', label: t('activities.many.stays') },
              { value: away, label: t('activities.noCampaign') },
              ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => setCampaign(value)}
          />
          <NativeSelect
            label={t('activities.fields.pr_role')}
            value={role}
            data={[
              { value: '', label: t('activities.many.stays') },
              { value: away, label: t('activities.notSaid') },
              ...Object.keys(prRoles).map((value) => ({ value, label: prRoleName(value, language) })),
            ]}
            onChange={({ currentTarget: { value } }) => setRole(value)}
          />
          <MultiSelect
            label={t('activities.fields.topics')}
            placeholder={codes.length === 0 ? t('activities.many.stays') : ''}
            value={codes}
            data={topics.choices()}
            onChange={(next) => {
              onChange();
              setCodes(next);
            }}
            clearable
          />
        </div>
        {errorOf('set') ? (
          <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="sm">
            {errorOf('set')}
          </Text>
        ) : null}
        <Group mt="md">
          <Button type="submit" variant={shown ? 'default' : 'filled'} loading={preview.isPending}>
            {t('activities.many.preview')}
          </Button>
        </Group>
      </form>
      {preview.isError && issues.length === 0 ? <FormError error={preview.error} /> : null}
      {shown ? (
        <Stack gap="sm" mt="md">
          <Text>
            {t('activities.many.found', {
              meant: shown.counts.meant,
              changes: formatCount(shown.counts.changes, language),
              replaces: formatCount(shown.counts.replaces, language),
              unchanged: formatCount(shown.counts.unchanged, language),
            })}{' '}
            {shown.counts.replaces > 0 ? t('activities.many.replacesNote') : ''}
          </Text>
          {shown.posts.length > 0 ? (
            <div style={{ maxHeight: '26rem', overflowY: 'auto' }}>
              <ScrollTable name={t('activities.many.posts')}>
                <thead>
                  <tr>
                    <th scope="col">{t('activities.many.choose')}</th>
                    <th scope="col">{t('activities.fields.date')}</th>
                    <th scope="col">{t('activities.one')}</th>
                    <th scope="col">{t('activities.fields.channel')}</th>
                    <th scope="col">{t('activities.many.was')}</th>
                    <th scope="col">{t('activities.many.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.posts.map((post) => (
                    <tr key={post.id}>
                      <td>
                        <Checkbox
                          aria-label={activityTitle(post, language)}
                          checked={chosen.has(post.id)}
                          disabled={post.state === 'unchanged'}
                          onChange={({ currentTarget: { checked } }) => change(post, checked)}
                        />
                      </td>
                      <td style={{ whiteSpace: 'nowrap' }}>{formatDay(post.publishedOn, language)}</td>
                      <td style={{ minWidth: 240 }}>{activityTitle(post, language)}</td>
                      <td>{channelNameIn(about, post.channel, language)}</td>
                      <td>{wasInWords(post)}</td>
                      <td>{t(`activities.many.states.${post.state}`)}</td>
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            </div>
          ) : null}
          <FormError error={store.error} />
          <Group>
            <Button
              disabled={chosen.size === 0}
              loading={store.isPending}
              onClick={() => store.mutate({ ...asked, posts: [...chosen], plan: shown.plan })}
            >
              {t('activities.many.store', { count: chosen.size })}
            </Button>
          </Group>
        </Stack>
      ) : null}
      <div role="status">
        {done ? (
          <Alert
            color="blue"
            variant="light"
            mt="md"
            title={undo.isSuccess ? t('activities.many.undone') : t('activities.many.stored', { count: done.stored })}
          >
            {done.importId !== null && !undo.isSuccess ? (
              <Button
                size="xs"
                variant="default"
                loading={undo.isPending}
                onClick={() => done.importId !== null && undo.mutate(done.importId)}
              >
                {t('activities.undo')}
              </Button>
            ) : null}
            <FormError error={undo.error} />
          </Alert>
        ) : null}
      </div>
    </Panel>
  );
}
