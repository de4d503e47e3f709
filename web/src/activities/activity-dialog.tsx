import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type MetricCode, metrics } from '@tilik/server/client';
import { type ReactNode, useState } from 'react';
import { type About, channelNameIn } from '../about.ts';
import { AskOnceMore } from '../access/ask-once-more.tsx';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { type Fields, historyQuery, removeRecord, undoStored } from '../records/queries.ts';
import { useMay } from '../session.ts';
import { type Choice, nameIn } from '../ui/choices.ts';
import { formatChange, formatCount, formatDay, formatRupiah } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import '../ui/entries.css';
import { ActivityForm } from './activity-form.tsx';
import { activityTitle, kindName, prRoleName } from './names.ts';
import type { Activity } from './queries.ts';

/** Keys of what a change of an activity may have changed on the page. */
const touched = ['activities', 'records', 'stages'];

/** One activity: what it was, its figures, what is attached to it, and for those who may, changing and removing it. */
export function ActivityDialog({
  id,
  activity,
  about,
  office,
  campaigns,
  attachments,
  onClose,
  onOpen,
}: {
  /** `new`: one is written down. Undefined: nothing is open. */
  id: string | undefined;
  /** Where the list that is shown has it. */
  activity: Activity | undefined;
  about: About;
  office: string | undefined;
  campaigns: readonly Choice[];
  /** What is attached to an activity. */
  attachments: (id: string) => ReactNode;
  onClose: () => void;
  onOpen: (id: string) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const title = id === 'new' ? t('activities.add') : activity ? activityTitle(activity, language) : t('activities.one');
  return (
    <Modal
      opened={id !== undefined}
      onClose={onClose}
      size="xl"
      title={title}
      closeButtonProps={{ 'aria-label': t('activities.close') }}
    >
      {id === 'new' ? (
        <ActivityForm
          about={about}
          office={office}
          campaigns={campaigns}
          was={null}
          onStored={onOpen}
          onCancel={onClose}
        />
      ) : id !== undefined ? (
        <Opened
          key={id}
          id={id}
          activity={activity}
          about={about}
          office={office}
          campaigns={campaigns}
          attachments={attachments}
          onClose={onClose}
        />
      ) : null}
    </Modal>
  );
}

function Opened({
  id,
  activity,
  about,
  office,
  campaigns,
  attachments,
  onClose,
}: {
  id: string;
  activity: Activity | undefined;
  about: About;
  office: string | undefined;
  campaigns: readonly Choice[];
  attachments: (id: string) => ReactNode;
  onClose: () => void;
}) {
  const t = useWords();
  const may = useMay();
  const cache = useQueryClient();
  const [isChanging, setIsChanging] = useState(false);
  const [history, setHistory] = useState<HistoryAsked>();
  const [isAsking, setIsAsking] = useState(false);
  const [removed, setRemoved] = useState<number>();
  const readsHistory = may('seeEvidence');
  const row = useQuery({ ...historyQuery('activities', [id]), enabled: readsHistory && removed === undefined });
  const again = () => Promise.all(touched.map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const undo = useMutation({
    mutationFn: (importId: number) => undoStored(importId),
    onSuccess: async () => {
      setRemoved(undefined);
      await again();
    },
  });
  if (removed !== undefined) {
    return (
      <Alert color="gray" variant="light" title={t('activities.removed')} role="status">
        <Group mt="xs">
          <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(removed)}>
            {t('activities.undo')}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {t('activities.close')}
          </Button>
        </Group>
        <FormError error={undo.error} />
      </Alert>
    );
  }
  if (readsHistory && row.isError) return <Failed error={row.error} retry={() => void row.refetch()} />;
  if (readsHistory && row.isPending) return <Loading height={240} />;
  const fields = (row.data?.fields ?? null) as Fields | null;
  if (!fields && !activity) return <Text>{t('activities.gone')}</Text>;
  if (isChanging && fields) {
    return (
      <ActivityForm
        about={about}
        office={office}
        campaigns={campaigns}
        was={fields}
        onStored={() => setIsChanging(false)}
        onCancel={() => setIsChanging(false)}
      />
    );
  }
  return (
    <Stack gap="lg">
      <Facts fields={fields ?? fieldsOfActivity(activity)} about={about} campaigns={campaigns} />
      {activity && activity.snapshots.length > 0 ? <FiguresTable activity={activity} /> : null}
      {attachments(id)}
      {readsHistory ? (
        <Group>
          {may('recordActivities') && fields ? (
            <Button onClick={() => setIsChanging(true)}>{t('activities.change')}</Button>
          ) : null}
          <Button
            variant="default"
            onClick={() => setHistory({ noun: 'activities', key: [id], name: String(fields?.title ?? id) })}
          >
            {t('activities.history')}
          </Button>
          {may('recordActivities') && fields ? (
            <Button variant="default" color="red" onClick={() => setIsAsking(true)}>
              {t('activities.remove')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {history ? (
        <HistoryDialog
          asked={history}
          fieldName={(field) => nameOfField(field, t)}
          onClose={() => setHistory(undefined)}
        />
      ) : null}
      <AskOnceMore
        asked={
          isAsking
            ? {
                title: t('activities.remove'),
                detail: t('activities.removeDetail'),
                yes: t('activities.remove'),
                act: async () => {
                  const { importId } = await removeRecord('activities', [id]);
                  setRemoved(importId);
                  await Promise.all(
                    ['activities', 'stages'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
                  );
                },
              }
            : undefined
        }
        onClose={() => setIsAsking(false)}
      />
    </Stack>
  );
}

const named = [
  'date',
  'time',
  'office',
  'channel',
  'kind',
  'title',
  'caption',
  'campaign',
  'place',
  'attendees',
  'materials_handed_out',
  'pr_role',
  'topics',
  'cost',
  'permalink',
  'account',
] as const;

function nameOfField(field: string, t: ReturnType<typeof useWords>): string {
  const known = named.find((name) => name === field);
  return known ? t(`activities.fields.${known}`) : field;
}

/** What a reader of figures alone is shown of an activity. */
function fieldsOfActivity(activity: Activity | undefined): Fields {
  if (!activity) return {};
  const { publishedOn, channelId, kind, title, caption, campaignId, place, prRole, topics, costRupiah, permalink } =
    activity;
  return {
    date: publishedOn,
    channel: channelId,
    kind,
    title,
    caption,
    campaign: campaignId,
    place,
    pr_role: prRole,
    topics,
    cost: costRupiah,
    permalink,
    account: activity.account,
  };
}

function Facts({ fields, about, campaigns }: { fields: Fields; about: About; campaigns: readonly Choice[] }) {
  const t = useWords();
  const language = useLanguage();
  const say: Partial<Record<(typeof named)[number], (value: string) => string>> = {
    date: (value) => `${formatDay(value, language)}${fields.time ? `, ${fields.time}` : ''}`,
    channel: (value) => channelNameIn(about, value, language),
    kind: (value) => kindName(value, language),
    campaign: (value) => nameIn(campaigns, value),
    place: (value) => value,
    attendees: (value) => formatCount(Number(value), language),
    materials_handed_out: (value) => formatCount(Number(value), language),
    pr_role: (value) => prRoleName(value, language),
    cost: (value) => formatRupiah(Number(value), language),
    account: (value) => value,
  };
  const words = useProgrammeWords('topics');
  const topics = Array.isArray(fields.topics) ? fields.topics : [];
  return (
    <div>
      <dl className="facts">
        {named.map((name) => {
          const value = fields[name];
          const said = say[name];
          if (!said || value === null || value === undefined || value === '') return null;
          return (
            <div key={name}>
              <dt>{t(`activities.fields.${name}`)}</dt>
              <dd>{said(String(value))}</dd>
            </div>
          );
        })}
        {topics.length > 0 ? (
          <div>
            <dt>{t('activities.fields.topics')}</dt>
            <dd>{topics.map((topic) => words.nameOf(topic)).join(', ')}</dd>
          </div>
        ) : null}
        {typeof fields.permalink === 'string' ? (
          <div>
            <dt>{t('activities.fields.permalink')}</dt>
            <dd>
              {/^https?:\/\//i.test(fields.permalink) ? (
                <a href={fields.permalink} target="_blank" rel="noreferrer">
                  {fields.permalink}
                </a>
              ) : (
                fields.permalink
              )}
            </dd>
          </div>
        ) : null}
      </dl>
      {typeof fields.caption === 'string' ? (
        <>
          <Text size="sm" className="soft" mt="md">
            {t('activities.fields.caption')}
          </Text>
          <div className="written">{fields.caption}</div>
        </>
      ) : null}
    </div>
  );
}

function FiguresTable({ activity }: { activity: Activity }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <ScrollTable name={t('activities.figures')}>
      <thead>
        <tr>
          <th scope="col">{t('activities.metric')}</th>
          <th scope="col" className="end">
            {t('activities.value')}
          </th>
          <th scope="col">{t('activities.taken')}</th>
          <th scope="col">{t('activities.new')}</th>
        </tr>
      </thead>
      <tbody>
        {activity.snapshots.map(({ metric, value, takenOn, difference, since }) => (
          <tr key={metric}>
            <th scope="row">{metrics[metric as MetricCode].label[language]}</th>
            <td className="end">{formatCount(value, language)}</td>
            <td>{formatDay(takenOn, language)}</td>
            <td>
              {difference === null || since === null
                ? t('activities.firstTaken')
                : t('activities.since', {
                    change: formatChange(difference, language),
                    day: formatDay(since, language),
                  })}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
