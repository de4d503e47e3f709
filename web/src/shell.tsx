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
import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { type Language, languages } from '@tilik/server/client';
import { type ReactElement, useEffect } from 'react';
import { aboutQuery } from './about.ts';
import { useLanguage, useWords } from './language.ts';

/** What stands around every page: its name, where one can go, the language, and whether the figures are made up. */
export function Shell(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const about = useQuery(aboutQuery);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t('app.name')} · ${t('app.purpose')}`;
  }, [language, t]);
  const keepLanguage = { lang: search.lang };
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
      styles={{ header: { background: 'var(--surface)' }, navbar: { background: 'var(--surface)' } }}
    >
      <a className="skip" href="#isi">
        {t('app.skip')}
      </a>
      <AppShell.Header className="no-print">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('app.menu')} />
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
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t('app.navigation')} className="no-print">
        <Link
          to="/"
          search={keepLanguage}
          className="nav"
          activeOptions={{ exact: true, includeSearch: false }}
          onClick={close}
        >
          {t('app.overview')}
        </Link>
        <Link
          to="/kampanye"
          search={keepLanguage}
          className="nav"
          activeOptions={{ includeSearch: false }}
          onClick={close}
        >
          {t('campaigns.title')}
        </Link>
        <Link
          to="/kanal"
          search={keepLanguage}
          className="nav"
          activeOptions={{ includeSearch: false }}
          onClick={close}
        >
          {t('evidence.title')}
        </Link>
        <Link
          to="/perkiraan"
          search={keepLanguage}
          className="nav"
          activeOptions={{ includeSearch: false }}
          onClick={close}
        >
          {t('forecast.title')}
        </Link>
        <Link
          to="/data"
          search={keepLanguage}
          className="nav"
          activeOptions={{ exact: true, includeSearch: false }}
          onClick={close}
        >
          {t('app.data')}
        </Link>
        <Link
          to="/data/entri"
          search={keepLanguage}
          className="nav nav-below"
          activeOptions={{ includeSearch: false }}
          onClick={close}
        >
          {t('entry.title')}
        </Link>
        <Link
          to="/data/mutu"
          search={keepLanguage}
          className="nav nav-below"
          activeOptions={{ includeSearch: false }}
          onClick={close}
        >
          {t('app.quality')}
        </Link>
        <a className="nav" href={`/api/docs?lang=${language}`}>
          {t('app.api')}
        </a>
      </AppShell.Navbar>
      <AppShell.Main id="isi" tabIndex={-1}>
        {about.data?.sample ? (
          <div className="sample" style={{ margin: '0 0 1rem', borderRadius: 8 }} role="note">
            <strong>{t('app.sample')}.</strong> {t('app.sampleDetail')}
          </div>
        ) : null}
        <div style={{ maxWidth: 1240, margin: '0 auto' }}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
