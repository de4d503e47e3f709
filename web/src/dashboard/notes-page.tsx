import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type EvidenceKind, evidenceKinds } from '@tilik/server/client';
import { type ReactElement, useState } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { ActivityChoice } from '../activities/activity-choice.tsx';
import { Attachments } from '../attachments/attachments.tsx';
import { noteKindName, themeName } from '../evidence/names.ts';
import { NoteDialog } from '../evidence/note-dialog.tsx';
import { NoteList } from '../evidence/note-list.tsx';
import { notesQuery } from '../evidence/queries.ts';
import { ThemesPanel } from '../evidence/themes-panel.tsx';
import { TriangulationPanel } from '../evidence/triangulation-panel.tsx';
import type { NotesSearch } from '../evidence/view.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { useCampaigns } from './campaign-choices.ts';
import { viewOf, windowOf } from './view.ts';

const route = getRouteApi('/catatan');

/** How many notes are asked for at first, and how many more at a time. */
const step = 10;
const most = 500;

/** Catatan lapangan: what was seen, said and read, to be found again and set beside the figures. */
export function NotesPage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('notes.title')} lead={t('notes.lead')} />
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
  const change = (next: NotesSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const [limit, setLimit] = useState(step);
  const office = about.offices.find(({ id }) => id === search.office) ?? about.offices[0];
  const campaigns = useCampaigns(office?.id, language);
  const { q, from, to, theme, kind, campaign, open } = search;
  const notes = useQuery(notesQuery({ q, office: office?.id, from, to, theme, kind, campaign, limit: String(limit) }));
  const themes = notes.data?.themes ?? [];
  const span = windowOf(viewOf({}), about.today, office?.reportedFrom ?? null);
  const isNarrowed = [q, from, to, theme, kind, campaign].some((value) => value !== undefined);
  return (
    <>
      {may('recordActivities') ? (
        <Group className="no-print">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change({ open: 'new' })}>
            {t('notes.add')}
          </Button>
        </Group>
      ) : null}
      <search>
        <form
          aria-label={t('notes.search')}
          className="no-print"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget).get('q');
            change({ q: (typeof typed === 'string' ? typed.trim() : '') || undefined });
          }}
        >
          <Group align="end" gap="sm">
            <TextInput
              type="search"
              name="q"
              label={t('notes.search')}
              description={t('notes.searchRule')}
              defaultValue={q ?? ''}
              key={q ?? ''}
              maxLength={200}
              style={{ flex: '1 1 18rem', maxWidth: '34rem' }}
            />
            <Button type="submit" variant="default" leftSection={<IconSearch size={16} aria-hidden />}>
              {t('notes.find')}
            </Button>
          </Group>
          <div className="filters" style={{ marginTop: '0.8rem' }}>
            <NativeSelect
              label={t('notes.fields.theme')}
              value={theme ?? ''}
              data={[
                { value: '', label: t('notes.anyTheme') },
                ...themes.map((each) => ({ value: each.id, label: themeName(each, language) })),
              ]}
              onChange={({ currentTarget: { value } }) => change({ theme: value || undefined })}
            />
            <NativeSelect
              label={t('notes.fields.kind')}
              value={kind ?? ''}
              data={[
                { value: '', label: t('notes.anyKind') },
                ...Object.keys(evidenceKinds).map((value) => ({ value, label: noteKindName(value, language) })),
              ]}
              onChange={({ currentTarget: { value } }) =>
                change({ kind: (value || undefined) as EvidenceKind | undefined })
              }
            />
            <NativeSelect
              label={t('notes.fields.campaign')}
              value={campaign ?? ''}
              data={[
                { value: '', label: t('notes.anyCampaign') },
                ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={({ currentTarget: { value } }) => change({ campaign: value || undefined })}
            />
            <TextInput
              type="date"
              label={t('filter.from')}
              value={from ?? ''}
              max={to ?? about.today}
              onChange={({ currentTarget: { value } }) => change({ from: value || undefined })}
            />
            <TextInput
              type="date"
              label={t('filter.to')}
              value={to ?? ''}
              max={about.today}
              onChange={({ currentTarget: { value } }) => change({ to: value || undefined })}
            />
            {about.offices.length > 1 ? (
              <NativeSelect
                label={t('filter.office')}
                value={office?.id ?? ''}
                data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={({ currentTarget: { value } }) =>
                  change({ office: value === about.offices[0]?.id ? undefined : value })
                }
              />
            ) : null}
          </div>
        </form>
      </search>
      <Panel
        title={t('notes.list')}
        actions={
          <a
            href={`/api/v1/records/evidence.csv?${new URLSearchParams({ ...(office ? { office: office.id } : {}), lang: language })}`}
            download
          >
            {t('notes.csv')}
          </a>
        }
      >
        {notes.isError ? (
          <Failed error={notes.error} retry={() => void notes.refetch()} />
        ) : notes.isPending ? (
          <Loading height={320} />
        ) : (
          <>
            <Text size="sm" className="soft" role="status" mt={4}>
              {isNarrowed
                ? t('notes.found', { total: notes.data.total, all: notes.data.all })
                : t('notes.count', { all: notes.data.all })}
            </Text>
            {notes.data.total === 0 ? (
              <Text mt="sm" maw={640}>
                {t(notes.data.all === 0 ? 'notes.empty' : 'notes.nothingFound')}
              </Text>
            ) : (
              <NoteList notes={notes.data.notes} themes={themes} campaigns={campaigns} about={about} search={search} />
            )}
            {notes.data.total > notes.data.notes.length && limit < most ? (
              <Button variant="default" mt="sm" onClick={() => setLimit(Math.min(most, limit + step))}>
                {t('notes.more', { count: notes.data.total - notes.data.notes.length })}
              </Button>
            ) : null}
          </>
        )}
      </Panel>
      <TriangulationPanel office={office?.id} from={from ?? span.from} to={to ?? span.to} />
      <ThemesPanel themes={themes} />
      <NoteDialog
        id={open}
        about={about}
        office={office?.id}
        themes={themes}
        campaigns={campaigns}
        activityField={(given) => <ActivityChoice about={about} office={office?.id} {...given} />}
        attachments={(id) => <Attachments noun="evidence" thing={id} />}
        onClose={() => change({ open: undefined })}
        onOpen={(id) => change({ open: id })}
      />
    </>
  );
}
