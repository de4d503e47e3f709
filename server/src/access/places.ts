import type { Role } from '@tilik/db/vocabulary';
import type { SharedPage } from './shares.ts';

/**
 * Who may do what: every route and method of the interface, and the roles it is open to. A route that is not placed
 * here is open to nobody, and a test fails until it is.
 */

export interface Place {
  /** Empty: whoever asks, signed in or not. */
  readonly roles: readonly Role[] | 'everyone';
  /**
   * How the office is told that the request concerns, where a person may be bound to one. `query`: the parameter
   * `office`, ours by default. `campaign`, `import`, `switching` …: that of the thing whose id stands in the path.
   * `content`: what is sent says it, and the handler checks. `none`: it concerns no office.
   */
  readonly office: OfficeOf;
  /** Figures of a comparison office are there to be compared with: whoever may read may read those too. */
  readonly comparisonToo?: boolean;
  /** The pages that ask it and can be shared: a link to one of them may ask it too, within its days and its office. */
  readonly shared?: readonly SharedPage[];
  /** It shows figures up to the last approved month only to a reader of approved figures. */
  readonly approvedOnly?: boolean;
}

export type OfficeOf = 'query' | 'content' | 'none' | 'campaign' | 'import' | 'switching' | 'share';

const all: readonly Role[] = ['administrator', 'kepala', 'petugas', 'peneliti', 'pembaca'];
/** Those who read what nobody has approved yet. */
const drafts: readonly Role[] = ['administrator', 'kepala', 'petugas'];
const researchers: readonly Role[] = [...drafts, 'peneliti'];
const enters: readonly Role[] = ['administrator', 'petugas'];
const heads: readonly Role[] = ['administrator', 'kepala'];
const administrators: readonly Role[] = ['administrator'];

const figures: Place = { roles: all, office: 'query', comparisonToo: true, approvedOnly: true };
const overview: SharedPage = '/';
const channel: SharedPage = '/kanal';
const campaign: SharedPage = '/kampanye/:id';

/** By method and path, as the router has them. */
export const places: Readonly<Record<string, Place>> = {
  'GET /api/v1/openapi.json': { roles: all, office: 'none' },
  'GET /api/docs': { roles: all, office: 'none' },
  'GET /api/v1/about': { roles: all, office: 'none', shared: [overview, channel, campaign] },
  'GET /api/v1/state': { roles: all, office: 'none' },

  'GET /api/v1/uptake': { ...figures, shared: [overview] },
  'GET /api/v1/engagement': figures,
  'GET /api/v1/sources': { ...figures, shared: [overview, channel] },
  'GET /api/v1/channels': { ...figures, shared: [overview, channel] },
  'GET /api/v1/campaigns': { ...figures, shared: [overview, campaign] },
  // Plans are no figures and need no approval; what was done on a day is counted for readers where it is approved.
  'GET /api/v1/calendar': { roles: all, office: 'content' },
  'GET /api/v1/campaigns.ics': { roles: all, office: 'content' },
  'POST /api/v1/calendar/links': { roles: drafts, office: 'content' },
  'GET /api/v1/events': { ...figures, shared: [overview, campaign] },
  'GET /api/v1/activities': figures,
  'POST /api/v1/activities/assign': { roles: enters, office: 'content' },
  'GET /api/v1/evidence/search': { roles: researchers, office: 'query' },
  'GET /api/v1/evidence/triangulation': { roles: researchers, office: 'query' },
  'GET /api/v1/stages': { ...figures, shared: [channel, campaign] },
  'GET /api/v1/stages/activities': { ...figures, shared: [channel] },

  'GET /api/v1/offices': { roles: drafts, office: 'none' },
  'PUT /api/v1/offices/:id': { roles: ['administrator'], office: 'content' },
  'GET /api/v1/channel-list': { roles: drafts, office: 'none' },
  'PUT /api/v1/channels/:id': { roles: ['administrator'], office: 'none' },
  'GET /api/v1/programme-words': { roles: all, office: 'none', shared: [overview, channel, campaign] },
  'PUT /api/v1/programme-words/:list/:code': { roles: ['administrator'], office: 'none' },

  'GET /api/v1/channels/sources': { roles: researchers, office: 'query', shared: [channel] },
  'GET /api/v1/channels/response': { roles: researchers, office: 'query', shared: [channel] },
  'GET /api/v1/processing': figures,
  'GET /api/v1/office-comparison': figures,
  'GET /api/v1/targets': figures,
  'GET /api/v1/forecast': { roles: researchers, office: 'query', comparisonToo: true },
  'GET /api/v1/effects': { roles: researchers, office: 'query' },
  'GET /api/v1/effects/planning': { roles: researchers, office: 'query' },
  'GET /api/v1/approaches': { roles: researchers, office: 'query' },
  'GET /api/v1/campaigns/:id/costs': { roles: all, office: 'campaign' },
  'GET /api/v1/campaigns/:id/effect': { roles: researchers, office: 'campaign', shared: [campaign] },
  'GET /api/v1/campaigns/:id/effect/plan': { roles: researchers, office: 'campaign', shared: [campaign] },
  'PUT /api/v1/campaigns/:id/effect/plan': { roles: drafts, office: 'campaign' },
  'GET /api/v1/switching': { roles: researchers, office: 'query' },
  'POST /api/v1/switching': { roles: drafts, office: 'content' },
  'GET /api/v1/switching/:id': { roles: researchers, office: 'switching' },
  'POST /api/v1/switching/:id/stop': { roles: drafts, office: 'switching' },

  'POST /api/v1/imports': { roles: enters, office: 'content' },
  'GET /api/v1/imports': { roles: drafts, office: 'content' },
  'GET /api/v1/imports/templates/:name': { roles: all, office: 'none' },
  'GET /api/v1/imports/:id': { roles: drafts, office: 'import' },
  'GET /api/v1/imports/:id/rejected.csv': { roles: drafts, office: 'import' },
  'DELETE /api/v1/imports/:id': { roles: drafts, office: 'import' },
  'GET /api/v1/imports/jobs': { roles: drafts, office: 'content' },
  'GET /api/v1/imports/jobs/:id': { roles: drafts, office: 'content' },
  'GET /api/v1/imports/jobs/:id/events': { roles: drafts, office: 'content' },
  'POST /api/v1/readings': { roles: enters, office: 'content' },
  'POST /api/v1/applicants': { roles: enters, office: 'content' },
  'POST /api/v1/sources': { roles: enters, office: 'content' },
  'POST /api/v1/inquiries': { roles: enters, office: 'content' },

  'GET /api/v1/inquiries/summary': figures,
  'GET /api/v1/inquiries/notes': { roles: drafts, office: 'query' },
  'POST /api/v1/inquiries/notes': { roles: enters, office: 'content' },
  'POST /api/v1/inquiries/notes/:id/answer': { roles: enters, office: 'content' },
  'DELETE /api/v1/inquiries/notes/:id': { roles: enters, office: 'content' },
  'GET /api/v1/audiences': figures,

  'GET /api/v1/entry': { roles: drafts, office: 'query' },
  'GET /api/v1/entry/history': { roles: drafts, office: 'content' },
  'POST /api/v1/entry': { roles: enters, office: 'content' },
  'PUT /api/v1/entry/comment': { roles: drafts, office: 'content' },

  'POST /api/v1/attachments': { roles: enters, office: 'content' },
  'GET /api/v1/attachments': { roles: researchers, office: 'content' },
  'GET /api/v1/attachments/:id': { roles: researchers, office: 'content' },
  'DELETE /api/v1/attachments/:id': { roles: enters, office: 'content' },

  // Which list is read and written by whom stands with the list; the handler checks.
  'GET /api/v1/records/:noun': { roles: all, office: 'content' },
  'PUT /api/v1/records/:noun': { roles: drafts, office: 'content' },
  'DELETE /api/v1/records/:noun/:key': { roles: drafts, office: 'content' },
  'GET /api/v1/records/:noun/:key/history': { roles: all, office: 'content' },

  'GET /api/v1/quality/completeness': { roles: researchers, office: 'query' },
  'GET /api/v1/quality/months': { roles: all, office: 'query', approvedOnly: true },
  'GET /api/v1/quality/expected': { roles: drafts, office: 'query' },
  'GET /api/v1/quality/expected/suggestion': { roles: drafts, office: 'query' },
  'PUT /api/v1/quality/expected': { roles: drafts, office: 'query' },
  'GET /api/v1/quality/findings': { roles: drafts, office: 'query' },
  'PUT /api/v1/quality/findings/:finding': { roles: drafts, office: 'content' },
  'POST /api/v1/quality/months/:month/close': { roles: heads, office: 'query' },
  'POST /api/v1/quality/months/:month/reopen': { roles: heads, office: 'query' },

  // Whoever does not work on reports is shown the approved ones; the handler sees to it.
  'GET /api/v1/reports': { roles: all, office: 'content' },
  'POST /api/v1/reports': { roles: drafts, office: 'content' },
  'GET /api/v1/reports/:id': { roles: all, office: 'content' },
  'DELETE /api/v1/reports/:id': { roles: drafts, office: 'content' },
  'PUT /api/v1/reports/:id/remarks': { roles: drafts, office: 'content' },
  'POST /api/v1/reports/:id/comments': { roles: drafts, office: 'content' },
  'POST /api/v1/reports/:id/comments/:comment/resolve': { roles: drafts, office: 'content' },
  'POST /api/v1/reports/:id/review': { roles: drafts, office: 'content' },
  'POST /api/v1/reports/:id/return': { roles: drafts, office: 'content' },
  'POST /api/v1/reports/:id/approve': { roles: ['kepala'], office: 'content' },
  'POST /api/v1/reports/:id/revise': { roles: heads, office: 'content' },
  'GET /api/v1/reports/:id/difference': { roles: all, office: 'content' },
  'GET /api/v1/reports/:id/verification': { roles: all, office: 'content' },
  'POST /api/v1/reports/:id/faces': { roles: all, office: 'content' },
  // Whose it is, the handler tells: it shows a job to nobody but whoever began it.
  'GET /api/v1/reports/faces/:job': { roles: all, office: 'content' },
  'GET /api/v1/reports/:id/pdf': { roles: all, office: 'content' },
  'GET /api/v1/reports/:id/pptx': { roles: all, office: 'content' },
  'GET /api/v1/reports/:id/xlsx': { roles: all, office: 'content' },
  'GET /api/v1/reports/:id/json': { roles: all, office: 'content' },
  'GET /api/v1/report-settings': { roles: heads, office: 'query' },
  'PUT /api/v1/report-settings': { roles: administrators, office: 'query' },
  'PUT /api/v1/report-settings/logo': { roles: administrators, office: 'query' },
  'DELETE /api/v1/report-settings/logo': { roles: administrators, office: 'query' },
  'GET /api/v1/report-logos/:hash': { roles: all, office: 'none' },

  'GET /api/v1/session': { roles: 'everyone', office: 'none' },
  'POST /api/v1/first-run': { roles: 'everyone', office: 'none' },
  // Whose account they concern is told by the session itself: they touch nobody else's.
  'POST /api/auth/sign-in/email': { roles: 'everyone', office: 'none' },
  'POST /api/auth/sign-in/oauth2': { roles: 'everyone', office: 'none' },
  'GET /api/auth/callback/oidc': { roles: 'everyone', office: 'none' },
  'POST /api/auth/sign-out': { roles: 'everyone', office: 'none' },
  'POST /api/auth/two-factor/verify-totp': { roles: 'everyone', office: 'none' },
  'POST /api/auth/two-factor/verify-backup-code': { roles: 'everyone', office: 'none' },
  'POST /api/auth/two-factor/enable': { roles: 'everyone', office: 'none' },
  'POST /api/auth/two-factor/disable': { roles: 'everyone', office: 'none' },
  'POST /api/auth/two-factor/generate-backup-codes': { roles: 'everyone', office: 'none' },
  'POST /api/auth/change-password': { roles: 'everyone', office: 'none' },
  'POST /api/auth/request-password-reset': { roles: 'everyone', office: 'none' },
  'POST /api/auth/reset-password': { roles: 'everyone', office: 'none' },
  'GET /api/auth/list-sessions': { roles: 'everyone', office: 'none' },
  'POST /api/auth/revoke-session': { roles: 'everyone', office: 'none' },
  'POST /api/auth/revoke-other-sessions': { roles: 'everyone', office: 'none' },
  'POST /api/auth/update-user': { roles: 'everyone', office: 'none' },

  'GET /api/v1/people': { roles: administrators, office: 'content' },
  'POST /api/v1/people': { roles: administrators, office: 'content' },
  'PATCH /api/v1/people/:id': { roles: administrators, office: 'content' },
  'DELETE /api/v1/people/:id': { roles: administrators, office: 'content' },
  'POST /api/v1/people/:id/link': { roles: administrators, office: 'content' },
  'GET /api/v1/people/:id/sessions': { roles: administrators, office: 'content' },
  'DELETE /api/v1/people/:id/sessions': { roles: administrators, office: 'content' },
  'GET /api/v1/keys': { roles: administrators, office: 'content' },
  'POST /api/v1/keys': { roles: administrators, office: 'content' },
  'DELETE /api/v1/keys/:id': { roles: administrators, office: 'content' },

  'GET /api/v1/shares': { roles: drafts, office: 'content' },
  'POST /api/v1/shares': { roles: drafts, office: 'content' },
  'DELETE /api/v1/shares/:id': { roles: drafts, office: 'share' },
  'GET /api/v1/audit': { roles: heads, office: 'content' },
};
