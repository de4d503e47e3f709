import '../access/access.css';
import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { aboutQuery } from '../about.ts';
import { AuditPanel } from '../access/audit-panel.tsx';
import { KeysPanel } from '../access/keys-panel.tsx';
import { PeoplePanel } from '../access/people-panel.tsx';
import { type SettingsTab, settingsTabs } from '../access/settings-tabs.ts';
import { SharesPanel } from '../access/shares-panel.tsx';
import { useWords } from '../language.ts';
import { ChannelsSettings } from '../offices/channels-settings.tsx';
import { OfficesSettings } from '../offices/offices-settings.tsx';
import { WordsSettings } from '../offices/words-settings.tsx';
import { FeesSettings } from '../processing/fees-settings.tsx';
import { ReportsSettings } from '../reports/reports-settings.tsx';
import { useMay } from '../session.ts';
import { TargetsSettings } from '../targets/targets-settings.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Failed, Loading } from '../ui/states.tsx';

const route = getRouteApi('/pengaturan');

/** Pengaturan: who and what may come in, and what was done. */
export function SettingsPage(): ReactElement | null {
  const t = useWords();
  const may = useMay();
  const about = useQuery(aboutQuery);
  const { lang, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = settingsTabs.filter(({ act }) => may(act));
  const tab = shown.find((each) => each.tab === search.tab) ?? shown[0];
  if (!tab) return null;
  return (
    <Stack gap="lg">
      <PageHead title={t('access.settings.title')} lead={t('access.settings.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={360} />
      ) : (
        <Tabs
          value={tab.tab}
          keepMounted={false}
          onChange={(chosen) => void navigate({ search: { lang, tab: chosen as SettingsTab }, resetScroll: false })}
        >
          <Tabs.List mb="md" aria-label={t('access.settings.title')}>
            {shown.map((each) => (
              <Tabs.Tab key={each.tab} value={each.tab}>
                {t(each.title)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="kantor">
            <OfficesSettings />
          </Tabs.Panel>
          <Tabs.Panel value="kanal">
            <ChannelsSettings />
          </Tabs.Panel>
          <Tabs.Panel value="kata">
            <WordsSettings />
          </Tabs.Panel>
          <Tabs.Panel value="tarif">
            <FeesSettings about={about.data} />
          </Tabs.Panel>
          <Tabs.Panel value="sasaran">
            <TargetsSettings about={about.data} />
          </Tabs.Panel>
          <Tabs.Panel value="laporan">
            <ReportsSettings about={about.data} />
          </Tabs.Panel>
          <Tabs.Panel value="orang">
            <PeoplePanel about={about.data} />
          </Tabs.Panel>
          <Tabs.Panel value="kunci">
            <KeysPanel about={about.data} />
          </Tabs.Panel>
          <Tabs.Panel value="tautan">
            <SharesPanel />
          </Tabs.Panel>
          <Tabs.Panel value="jejak">
            <AuditPanel
              about={about.data}
              search={search}
              onChange={(next) => void navigate({ search: { lang, tab: 'jejak', ...next }, resetScroll: false })}
            />
          </Tabs.Panel>
        </Tabs>
      )}
    </Stack>
  );
}
