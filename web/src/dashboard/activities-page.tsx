import { Button, Group, MultiSelect, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type PrRole, prRoles } from '@tilik/server/client';
import type { ReactElement } from 'react';
import { type About, aboutQuery, channelNameIn } from '../about.ts';
import { ActivityDialog } from '../activities/activity-dialog.tsx';
import { ActivityList } from '../activities/activity-list.tsx';
import { AssignPanel } from '../activities/assign-panel.tsx';
import { kindName, prRoleName } from '../activities/names.ts';
import { activitiesCsv, activitiesQuery } from '../activities/queries.ts';
import type { ActivitySearch } from '../activities/view.ts';
import { Attachments } from '../attachments/attachments.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { useCampaigns } from './campaign-choices.ts';
import { viewOf, windowOf } from './view.ts';
import { WindowFields } from './window-fields.tsx';

const route = getRouteApi('/kampanye/kegiatan');

/** Kegiatan: what was done, post by post and event by event? */
export function ActivitiesPage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('activities.title')} lead={t('activities.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : (
        <Asked about={about.data} />
      )}
    </Stack>
  );
}

function Asked({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: ActivitySearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const view = viewOf(search);
  const office = about.offices.find(({ id }) => id === search.office) ?? about.offices[0];
  const span = windowOf(view, about.today, office?.reportedFrom ?? null);
  const campaigns = useCampaigns(office?.id, language);
  const asked = {
    office: office?.id,
    ...span,
    channels: view.channels,
    campaign: search.campaign,
    kind: search.kind,
    prRole: search.role,
    words: search.words,
  };
  const activities = useQuery(activitiesQuery(asked, language));
  const list = activities.data?.activities ?? [];
  const { open } = search;
  const template = new URLSearchParams({ ...(office ? { office: office.id } : {}), ...span, lang: language });
  return (
    <>
      {may('recordActivities') ? (
        <Group className="no-print">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change({ open: 'new' })}>
            {t('activities.add')}
          </Button>
          <Button variant="default" onClick={() => change({ open: open === 'many' ? undefined : 'many' })}>
            {t('activities.many.title')}
          </Button>
        </Group>
      ) : null}
      {open === 'many' && may('recordActivities') ? (
        <AssignPanel
          about={about}
          office={office?.id}
          campaigns={campaigns}
          onClose={() => change({ open: undefined })}
        />
      ) : null}
      <form aria-label={t('filter.label')} className="filters no-print" onSubmit={(event) => event.preventDefault()}>
        <WindowFields
          about={about}
          office={office?.id}
          usualOffice={about.offices[0]?.id}
          period={view.period}
          usual="24m"
          span={span}
          onChange={change}
        />
        <MultiSelect
          label={t('filter.channels')}
          placeholder={view.channels.length === 0 ? t('filter.allChannels') : ''}
          value={[...view.channels]}
          data={about.channels.map(({ id }) => ({ value: id, label: channelNameIn(about, id, language) }))}
          onChange={(channels) => change({ channels: channels.length === 0 ? undefined : channels.join(',') })}
          clearable
        />
        <NativeSelect
          label={t('activities.fields.campaign')}
          value={search.campaign ?? ''}
          data={[
            { value: '', label: t('activities.anyCampaign') },
            { value: '-', label: t('activities.noCampaign') },
            ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ campaign: value || undefined })}
        />
        <NativeSelect
          label={t('activities.fields.kind')}
          value={search.kind ?? ''}
          data={[
            { value: '', label: t('activities.anyKind') },
            ...[...new Set([...(activities.data?.kinds ?? []), ...(search.kind ? [search.kind] : [])])].map(
              (value) => ({
                value,
                label: kindName(value, language),
              }),
            ),
          ]}
          onChange={({ currentTarget: { value } }) => change({ kind: value || undefined })}
        />
        <NativeSelect
          label={t('activities.fields.pr_role')}
          value={search.role ?? ''}
          data={[
            { value: '', label: t('activities.anyRole') },
            ...Object.keys(prRoles).map((value) => ({ value, label: prRoleName(value, language) })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ role: (value || undefined) as PrRole | undefined })}
        />
        <TextInput
          type="search"
          label={t('activities.words')}
          defaultValue={search.words ?? ''}
          key={search.words ?? ''}
          maxLength={200}
          onKeyDown={({ key, currentTarget: { value } }) => {
            if (key === 'Enter') change({ words: value.trim() || undefined });
          }}
          onBlur={({ currentTarget: { value } }) => {
            if (value.trim() !== (search.words ?? '')) change({ words: value.trim() || undefined });
          }}
        />
      </form>
      <Text className="soft">
        {t('overview.window', {
          office: office?.name ?? '',
          from: formatDay(span.from, language),
          to: formatDay(span.to, language),
        })}
      </Text>
      <Panel
        title={t('activities.list', { count: list.length })}
        actions={
          <Group gap="md">
            <a href={activitiesCsv(asked)} download>
              {t('activities.figuresCsv')}
            </a>
            {may('seeEvidence') ? (
              <a href={`/api/v1/records/activities.csv?${template}`} download>
                {t('activities.templateCsv')}
              </a>
            ) : null}
          </Group>
        }
      >
        {activities.isError ? (
          <Failed error={activities.error} retry={() => void activities.refetch()} />
        ) : activities.isPending ? (
          <Loading height={420} />
        ) : list.length === 0 ? (
          <Text mt="sm" maw={640}>
            {t('activities.none')}
          </Text>
        ) : (
          <ActivityList
            key={JSON.stringify(asked)}
            activities={list}
            about={about}
            campaigns={campaigns}
            search={search}
          />
        )}
      </Panel>
      <ActivityDialog
        id={open === 'many' ? undefined : open}
        activity={list.find(({ id }) => id === open)}
        about={about}
        office={office?.id}
        campaigns={campaigns}
        attachments={(id) => <Attachments noun="activities" thing={id} />}
        onClose={() => change({ open: undefined })}
        onOpen={(id) => change({ open: id })}
      />
    </>
  );
}
