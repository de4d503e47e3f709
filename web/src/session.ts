import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask, client } from './api.ts';

/** Who is signed in, what they may do, and what there is to sign in by. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => ask(client.api.v1.session.$get()),
  staleTime: 60_000,
});

export type Session = Awaited<ReturnType<NonNullable<typeof sessionQuery.queryFn>>>;

/**
 * What a page offers, and the place of the interface behind it. Whether somebody may is the server's to say: it sends
 * the places that are open to them.
 */
export const acts = {
  seeUptake: 'GET /api/v1/uptake',
  seeEffects: 'GET /api/v1/effects',
  seeDeclared: 'GET /api/v1/channels/sources',
  seeResponse: 'GET /api/v1/channels/response',
  seeApproaches: 'GET /api/v1/approaches',
  seeSwitching: 'GET /api/v1/switching',
  seeActivities: 'GET /api/v1/activities',
  recordActivities: 'POST /api/v1/activities/assign',
  writeRecords: 'PUT /api/v1/records/:noun',
  shareCalendar: 'POST /api/v1/calendar/links',
  seeEvidence: 'GET /api/v1/evidence/search',
  seeAttachments: 'GET /api/v1/attachments',
  attach: 'POST /api/v1/attachments',
  seeInquiries: 'GET /api/v1/inquiries/summary',
  noteInquiry: 'POST /api/v1/inquiries/notes',
  seeAudiences: 'GET /api/v1/audiences',
  seeForecast: 'GET /api/v1/forecast',
  seePlan: 'GET /api/v1/campaigns/:id/effect/plan',
  declarePlan: 'PUT /api/v1/campaigns/:id/effect/plan',
  proposeSwitching: 'POST /api/v1/switching',
  stopSwitching: 'POST /api/v1/switching/:id/stop',
  seeService: 'GET /api/v1/processing',
  seeEvents: 'GET /api/v1/events',
  seeTargets: 'GET /api/v1/targets',
  seeCompared: 'GET /api/v1/office-comparison',
  seeOffices: 'GET /api/v1/offices',
  keepOffice: 'PUT /api/v1/offices/:id',
  seeChannelList: 'GET /api/v1/channel-list',
  keepChannel: 'PUT /api/v1/channels/:id',
  keepWord: 'PUT /api/v1/programme-words/:list/:code',
  seeImports: 'GET /api/v1/imports',
  importFiles: 'POST /api/v1/imports',
  undoImport: 'DELETE /api/v1/imports/:id',
  seeEntry: 'GET /api/v1/entry',
  enter: 'POST /api/v1/entry',
  seeCompleteness: 'GET /api/v1/quality/completeness',
  seeFindings: 'GET /api/v1/quality/findings',
  followUp: 'PUT /api/v1/quality/findings/:finding',
  seeExpected: 'GET /api/v1/quality/expected',
  declareExpected: 'PUT /api/v1/quality/expected',
  closeMonth: 'POST /api/v1/quality/months/:month/close',
  seePeople: 'GET /api/v1/people',
  seeKeys: 'GET /api/v1/keys',
  seeShares: 'GET /api/v1/shares',
  share: 'POST /api/v1/shares',
  seeAudit: 'GET /api/v1/audit',
  seeReports: 'GET /api/v1/reports',
  makeReport: 'POST /api/v1/reports',
  seeReportSettings: 'GET /api/v1/report-settings',
  keepReportSettings: 'PUT /api/v1/report-settings',
  seeState: 'GET /api/v1/state',
  readDocs: 'GET /api/docs',
} as const satisfies Record<string, `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /api/${string}`>;
export type Act = keyof typeof acts;

export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** Tells whether the one who looks at the page may do something; nothing while it is not known. */
export function useMay(): (act: Act) => boolean {
  const open = new Set(useSession()?.may);
  return (act) => open.has(acts[act]);
}
