import { createTheme, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
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
import { ErrorPage } from './access/error-page.tsx';
import { readSettingsSearch, readSignInSearch, readTokenSearch } from './access/search.ts';
import { readActivitySearch } from './activities/view.ts';
import { isProblem, ProblemShown } from './api.ts';
import { readAudienceSearch } from './audiences/view.ts';
import { readCalendarView } from './calendar/view.ts';
import { readChannelSearch } from './channels/view.ts';
import { readSearch } from './dashboard/view.ts';
import { readEffectSearch } from './effect/view.ts';
import { readEntrySearch } from './entry/search.ts';
import { readEventSearch } from './events/view.ts';
import { readNotesSearch } from './evidence/view.ts';
import { readForecastSearch } from './forecast/view.ts';
import { readInquirySearch } from './inquiries/view.ts';
import { catalogues, isLanguage, LanguageContext, useWords } from './language.ts';
import { readServiceSearch } from './processing/view.ts';
import { readQualitySearch } from './quality/view.ts';
import { readDifferenceSearch, readReportsSearch, readSlideSearch } from './reports/view.ts';
import { sessionQuery } from './session.ts';
import { Frame } from './shell.tsx';
import { styleNonce } from './ui/style-nonce.ts';
import { understood } from './understood-search.ts';

const theme = createTheme({
  fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif", fontWeight: '700' },
  primaryColor: 'blue',
  // In the dark too: white on a lighter blue is too faint to read.
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  // The head of a dialog is no second banner of the page.
  components: { ModalHeader: { defaultProps: { component: 'div' } } },
});

/** Who was signed in may no longer be; asking again who is leads to the page of signing in, and back. */
const onError = (error: Error) => {
  if (isProblem(error, 401)) void queries.invalidateQueries(sessionQuery);
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
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
        <Frame />
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
  errorComponent: ErrorPage,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): { lang?: Language | undefined } => ({
    lang: isLanguage(search.lang) ? search.lang : undefined,
  }),
});

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: understood(readSearch),
  component: lazyRouteComponent(() => import('./dashboard/page.tsx'), 'DashboardPage'),
});

/** What the pages of campaigns keep in their URLs: how the list is narrowed, and which part of the calendar is shown. */
const readCampaignSearch = (search: Record<string, unknown>) => ({
  ...readEffectSearch(search),
  ...readCalendarView(search),
});

/** A new campaign may be a copy of another one. */
const readNewCampaignSearch = (
  search: Record<string, unknown>,
): ReturnType<typeof readCampaignSearch> & { copy?: string | undefined } => ({
  ...readCampaignSearch(search),
  ...(typeof search.copy === 'string' && search.copy !== '' ? { copy: search.copy } : {}),
});

const campaignsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye',
  validateSearch: understood(readCampaignSearch),
  component: lazyRouteComponent(() => import('./dashboard/campaigns-page.tsx'), 'CampaignsPage'),
});

const newCampaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye/baru',
  validateSearch: understood(readNewCampaignSearch),
  component: lazyRouteComponent(() => import('./dashboard/campaign-form-page.tsx'), 'NewCampaignPage'),
});

const editCampaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye/$id/ubah',
  validateSearch: understood(readCampaignSearch),
  component: lazyRouteComponent(() => import('./dashboard/campaign-form-page.tsx'), 'EditCampaignPage'),
});

const campaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye/$id',
  validateSearch: understood(readCampaignSearch),
  component: lazyRouteComponent(() => import('./dashboard/campaign-page.tsx'), 'CampaignPage'),
});

const activitiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kampanye/kegiatan',
  validateSearch: understood(readActivitySearch),
  component: lazyRouteComponent(() => import('./dashboard/activities-page.tsx'), 'ActivitiesPage'),
});

const notesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catatan',
  validateSearch: understood(readNotesSearch),
  component: lazyRouteComponent(() => import('./dashboard/notes-page.tsx'), 'NotesPage'),
});

const channelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kanal',
  validateSearch: understood(readChannelSearch),
  component: lazyRouteComponent(() => import('./dashboard/channels-page.tsx'), 'ChannelsPage'),
});

const inquiriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pertanyaan',
  validateSearch: understood(readInquirySearch),
  component: lazyRouteComponent(() => import('./dashboard/inquiries-page.tsx'), 'InquiriesPage'),
});

const audiencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/khalayak',
  validateSearch: understood(readAudienceSearch),
  component: lazyRouteComponent(() => import('./dashboard/audiences-page.tsx'), 'AudiencesPage'),
});

const forecastRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/perkiraan',
  validateSearch: understood(readForecastSearch),
  component: lazyRouteComponent(() => import('./forecast/page.tsx'), 'ForecastPage'),
});

const serviceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/layanan',
  validateSearch: understood(readServiceSearch),
  component: lazyRouteComponent(() => import('./dashboard/service-page.tsx'), 'ServicePage'),
});

const eventsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/peristiwa',
  validateSearch: understood(readEventSearch),
  component: lazyRouteComponent(() => import('./dashboard/events-page.tsx'), 'EventsPage'),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('./ingest/page.tsx'), 'DataPage'),
});

const entryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/entri',
  validateSearch: understood(readEntrySearch),
  component: lazyRouteComponent(() => import('./entry/page.tsx'), 'EntryPage'),
});

const qualityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/mutu',
  validateSearch: understood(readQualitySearch),
  component: lazyRouteComponent(() => import('./quality/page.tsx'), 'QualityPage'),
});

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/laporan',
  validateSearch: understood(readReportsSearch),
  component: lazyRouteComponent(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/laporan/$id',
  component: lazyRouteComponent(() => import('./reports/report-page.tsx'), 'ReportPage'),
});

const reportDifferenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/laporan/$id/beda',
  validateSearch: understood(readDifferenceSearch),
  component: lazyRouteComponent(() => import('./reports/difference-page.tsx'), 'DifferencePage'),
});

const reportPrintRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/laporan/$id/cetak',
  component: lazyRouteComponent(() => import('./reports/document/print-page.tsx'), 'ReportPrintPage'),
});

const presentationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/laporan/$id/presentasi',
  validateSearch: understood(readSlideSearch),
  component: lazyRouteComponent(() => import('./reports/presentation-page.tsx'), 'PresentationPage'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk',
  validateSearch: understood(readSignInSearch),
  component: lazyRouteComponent(() => import('./access/sign-in-page.tsx'), 'SignInPage'),
});

const firstRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mulai',
  validateSearch: understood(readTokenSearch),
  component: lazyRouteComponent(() => import('./access/first-run-page.tsx'), 'FirstRunPage'),
});

const setPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sandi',
  validateSearch: understood(readTokenSearch),
  component: lazyRouteComponent(() => import('./access/set-password-page.tsx'), 'SetPasswordPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/akun',
  component: lazyRouteComponent(() => import('./access/account-page.tsx'), 'AccountPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pengaturan',
  validateSearch: understood(readSettingsSearch),
  component: lazyRouteComponent(() => import('./dashboard/settings-page.tsx'), 'SettingsPage'),
});

const routeTree = rootRoute.addChildren([
  dashboardRoute,
  campaignsRoute,
  newCampaignRoute,
  editCampaignRoute,
  campaignRoute,
  activitiesRoute,
  notesRoute,
  channelsRoute,
  inquiriesRoute,
  audiencesRoute,
  forecastRoute,
  serviceRoute,
  dataRoute,
  eventsRoute,
  entryRoute,
  qualityRoute,
  reportsRoute,
  reportRoute,
  reportDifferenceRoute,
  reportPrintRoute,
  presentationRoute,
  signInRoute,
  firstRunRoute,
  setPasswordRoute,
  accountRoute,
  settingsRoute,
]);

const router = createRouter({
  routeTree,
  scrollRestoration: true,
  defaultErrorComponent: ErrorPage,
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

// While the first page's code is on its way.
void queries.prefetchQuery(sessionQuery);

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
