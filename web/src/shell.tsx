import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  SegmentedControl,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { type Language, languages } from '@tilik/server/client';
import { type ReactElement, useEffect } from 'react';
import { aboutQuery } from './about.ts';
import { ServerState } from './access/server-state.tsx';
import { settingsTabs } from './access/settings-tabs.ts';
import { ApprovedNote, DemoNote, SharedNote, WhoIsIn } from './access/who-is-in.tsx';
import { Gate, isOpenPath } from './gate.tsx';
import { useLanguage, useWords } from './language.ts';
import { pages } from './pages.ts';
import { useMay, useSession } from './session.ts';

/** Pages with nothing around them: what is printed asks for itself alone, and slides take the whole screen. */
const isPrintPath = (path: string): boolean => /^\/laporan\/[^/]+\/cetak$/.test(path);
const isDeckPath = (path: string): boolean => /^\/laporan\/[^/]+\/presentasi$/.test(path);

/** A page as it is, within the shell or without. */
export function Frame(): ReactElement {
  const path = useLocation({ select: ({ pathname }) => pathname });
  if (isPrintPath(path)) return <Outlet />;
  return <Shell isBare={isDeckPath(path)} />;
}

/** What stands around every page: its name, where one can go, the language, and whether the figures are made up. */
function Shell({ isBare }: { isBare: boolean }): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const path = useLocation({ select: ({ pathname }) => pathname });
  const session = useSession();
  const may = useMay();
  const actor = isOpenPath(path) ? null : (session?.actor ?? null);
  // A shared view is one page; there is nowhere to go from it.
  const hasPages = actor !== null && !session?.view;
  const about = useQuery({ ...aboutQuery, enabled: actor !== null });
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t('app.name')} · ${t('app.purpose')}`;
  }, [language, t]);
  const keepLanguage = { lang: search.lang };
  const shownPages = pages.filter(({ act }) => may(act));
  const isBelow = (to: string) => shownPages.some((page) => page.to !== '/' && to.startsWith(`${page.to}/`));
  if (isBare) return <Gate />;
  return (
    <AppShell
      header={{ height: 56 }}
      {...(hasPages ? { navbar: { width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } } } : {})}
      padding="md"
      styles={{ header: { background: 'var(--surface)' }, navbar: { background: 'var(--surface)' } }}
    >
      <a className="skip" href="#isi">
        {t('app.skip')}
      </a>
      <AppShell.Header className="no-print">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
            {hasPages ? (
              <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('app.menu')} />
            ) : null}
            <Text fw={800} size="xl" style={{ letterSpacing: '-0.02em' }}>
              {t('app.name')}
            </Text>
            <Text size="sm" className="soft" visibleFrom="sm" truncate>
              {t('app.purpose')}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <SegmentedControl
              size="xs"
              aria-label={t('app.language')}
              value={language}
              data={languages.map((code) => ({ value: code, label: code.toUpperCase() }))}
              onChange={(code) =>
                void navigate({
                  to: '.',
                  search: (before: object) => ({ ...before, lang: code === 'id' ? undefined : (code as Language) }),
                  resetScroll: false,
                })
              }
            />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={scheme === 'dark' ? t('app.light') : t('app.dark')}
              onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
            >
              {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
            </ActionIcon>
            {actor && hasPages ? <WhoIsIn actor={actor} /> : null}
          </Group>
        </Group>
      </AppShell.Header>
      {hasPages ? (
        <AppShell.Navbar p="sm" aria-label={t('app.navigation')} className="no-print">
          {shownPages.map(({ to, title, ...given }) => (
            <Link
              key={to}
              to={to}
              search={keepLanguage}
              className={isBelow(to) ? 'nav nav-below' : 'nav'}
              activeOptions={{ exact: 'exact' in given, includeSearch: false }}
              onClick={close}
            >
              {t(title)}
            </Link>
          ))}
          {settingsTabs.some(({ act }) => may(act)) ? (
            <Link
              to="/pengaturan"
              search={keepLanguage}
              className="nav"
              activeOptions={{ includeSearch: false }}
              onClick={close}
            >
              {t('access.settings.title')}
            </Link>
          ) : null}
          {may('readDocs') ? (
            <a className="nav" href={`/api/docs?lang=${language}`}>
              {t('app.api')}
            </a>
          ) : null}
        </AppShell.Navbar>
      ) : null}
      <AppShell.Main id="isi" tabIndex={-1}>
        {may('seeState') ? <ServerState /> : null}
        {session && actor ? (
          <>
            <DemoNote session={session} />
            <SharedNote session={session} />
            <ApprovedNote session={session} />
          </>
        ) : null}
        {about.data?.sample ? (
          <div className="sample" style={{ margin: '0 0 1rem', borderRadius: 8 }} role="note">
            <strong>{t('app.sample')}.</strong> {t('app.sampleDetail')}
          </div>
        ) : null}
        <div style={{ maxWidth: 1240, margin: '0 auto' }}>
          <Gate />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
