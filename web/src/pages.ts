import type { Act } from './session.ts';

/**
 * The pages, in the order of the navigation; one is listed to those who may see what it asks first. One whose path lies
 * within that of another stands below it.
 */
export const pages = [
  { to: '/', title: 'app.overview', act: 'seeUptake', exact: true },
  { to: '/kampanye', title: 'campaigns.title', act: 'seeEffects' },
  { to: '/kampanye/kegiatan', title: 'activities.nav', act: 'seeActivities' },
  { to: '/kanal', title: 'evidence.title', act: 'seeDeclared' },
  { to: '/pertanyaan', title: 'inquiries.nav', act: 'seeInquiries' },
  { to: '/khalayak', title: 'audiences.nav', act: 'seeAudiences' },
  { to: '/catatan', title: 'notes.nav', act: 'seeEvidence' },
  { to: '/perkiraan', title: 'forecast.title', act: 'seeForecast' },
  { to: '/layanan', title: 'service.nav', act: 'seeService' },
  { to: '/laporan', title: 'reports.title', act: 'seeReports' },
  { to: '/data', title: 'app.data', act: 'seeImports', exact: true },
  { to: '/data/entri', title: 'entry.title', act: 'seeEntry' },
  { to: '/data/mutu', title: 'app.quality', act: 'seeCompleteness' },
  { to: '/data/peristiwa', title: 'events.nav', act: 'seeEvents' },
] as const satisfies readonly { to: string; title: string; act: Act; exact?: true }[];

/** The page that a path belongs to; a campaign belongs to the campaigns. */
export const pageOf = (path: string): (typeof pages)[number] | undefined =>
  pages.find(({ to }) => to === path) ?? pages.findLast(({ to }) => to !== '/' && path.startsWith(`${to}/`));
