import { createTheme, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  RouterProvider,
  useSearch,
} from '@tanstack/react-router';
import type { Language } from '@tilik/server/client';
import type { ReactElement } from 'react';
import { IntlProvider } from 'use-intl';
import { ProblemShown } from './api.ts';
import { readChannelSearch } from './channels/view.ts';
import { readSearch } from './dashboard/view.ts';
import { readEffectSearch } from './effect/view.ts';
import { readEntrySearch } from './entry/search.ts';
import { readForecastSearch } from './forecast/view.ts';
import { catalogues, isLanguage, LanguageContext, useWords } from './language.ts';
import { readQualitySearch } from './quality/view.ts';
import { Shell } from './shell.tsx';

const theme = createTheme({
  fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif", fontWeight: '700' },
  primaryColor: 'blue',
  // In the dark too: white on a lighter blue is too faint to read.
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refused it will refuse again; what did not arrive may arrive.
      retry: (failures, error) => !(error instanceof ProblemShown) && failures < 2,
      staleTime: 10_000,
    },
  },
});

function Root(): ReactElement {
  const { lang } = useSearch({ strict: false });
  const language: Language = lang ?? 'id';
  return (
    <LanguageContext value={language}>
      <IntlProvider locale={language} messages={catalogues[language]} timeZone="Asia/Jakarta">
        <Shell />
      </IntlProvider>
    </LanguageContext>
  );
}

function NotFound(): ReactElement {
  const t = useWords();
  return (
    <>
      <h1>{t('state.notFound')}</h1>
      <Link to="/">{t('state.notFoundDetail')}</Link>
    </>
  );
}

const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): { lang?: Language | undefined } =>
    isLanguage(search.lang) ? { lang: search.lang } : {},
});

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./dashboard/page.tsx'), 'DashboardPage'),
});

const campaignsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye',
  validateSearch: readEffectSearch,
  component: lazyRouteComponent(() => import('./dashboard/campaigns-page.tsx'), 'CampaignsPage'),
});

const campaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye/$id',
  validateSearch: readEffectSearch,
  component: lazyRouteComponent(() => import('./dashboard/campaign-page.tsx'), 'CampaignPage'),
});

const channelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kanal',
  validateSearch: readChannelSearch,
  component: lazyRouteComponent(() => import('./dashboard/channels-page.tsx'), 'ChannelsPage'),
});

const forecastRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/perkiraan',
  validateSearch: readForecastSearch,
  component: lazyRouteComponent(() => import('./forecast/page.tsx'), 'ForecastPage'),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('./ingest/page.tsx'), 'DataPage'),
});

const entryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/entri',
  validateSearch: readEntrySearch,
  component: lazyRouteComponent(() => import('./entry/page.tsx'), 'EntryPage'),
});

const qualityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/mutu',
  validateSearch: readQualitySearch,
  component: lazyRouteComponent(() => import('./quality/page.tsx'), 'QualityPage'),
});

const routeTree = rootRoute.addChildren([
  dashboardRoute,
  campaignsRoute,
  campaignRoute,
  channelsRoute,
  forecastRoute,
  dataRoute,
  entryRoute,
  qualityRoute,
]);

const router = createRouter({
  routeTree,
  scrollRestoration: true,
  // Plain text in the URL: `channels=x,instagram`, no quotes and no JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
      .toString()
      .replaceAll('%2C', ',');
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
