import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { aboutQuery } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { NoteList } from './note-list.tsx';
import { notesQuery } from './queries.ts';

/** How many notes stand on a campaign's page; all of them are a click away. */
const shown = '10';

/** What was seen, said and read of one campaign, on the campaign's page. Nothing for those who may not read notes. */
export function CampaignEvidence({ id, office }: { id: string; office: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const mayRead = useMay()('seeEvidence');
  const about = useQuery(aboutQuery);
  const notes = useQuery({ ...notesQuery({ office, campaign: id, limit: shown }), enabled: mayRead });
  if (!mayRead) return null;
  const search = { office, campaign: id, lang: language === 'id' ? undefined : language };
  return (
    <Panel
      title={t('notes.ofCampaign')}
      actions={
        <Link to="/catatan" search={search}>
          {t('notes.seeAll')}
        </Link>
      }
    >
      {notes.isError ? (
        <Failed error={notes.error} retry={() => void notes.refetch()} />
      ) : notes.isPending || !about.data ? (
        <Loading height={140} />
      ) : notes.data.total === 0 ? (
        <Text mt="xs">{t('notes.noneOfCampaign')}</Text>
      ) : (
        <NoteList
          notes={notes.data.notes}
          themes={notes.data.themes}
          campaigns={undefined}
          about={about.data}
          search={search}
        />
      )}
    </Panel>
  );
}
