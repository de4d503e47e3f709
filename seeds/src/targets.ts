import { addMonths, type Day } from '@tilik/server/inside/day.ts';
import type { OfficeMonth } from './applicants.ts';
import { type ChannelId, campaigns } from './plan.ts';

interface PlannedTarget {
  /** `YYYY-MM` */
  readonly month: string;
  readonly campaign: string | null;
  readonly indicator: string;
  readonly channel: ChannelId | null;
  readonly target: number;
  readonly note: string;
}

const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);

/** Days of waiting and minutes to an answer that are not to be exceeded; they come down from year to year. */
const service = (year: string) => {
  const yearsOn = Math.max(0, Number(year) - 2025);
  return { waitingDays: Math.max(3, 4.5 - 0.5 * yearsOn), instagram: 60 - 10 * yearsOn, website: 240 - 40 * yearsOn };
};

/** The work plan of a year: the share and the count of the quarter before it, and two points more in each half. */
function officeTargets(year: string, applied: ReadonlyMap<string, OfficeMonth>): PlannedTarget[] {
  const before = ['10', '11', '12'].flatMap((month) => applied.get(`${Number(year) - 1}-${month}`) ?? []);
  const electronic = before.reduce((sum, month) => sum + (month.electronic ?? 0), 0);
  const total = before.reduce((sum, { ordinary }) => sum + ordinary, electronic);
  const { waitingDays, instagram, website } = service(year);
  const note = `Rencana kerja ${year}`;
  return monthsOf(year).flatMap((month, index): PlannedTarget[] => {
    const half = index < 6 ? 1 : 2;
    const of = (indicator: string, target: number, channel: ChannelId | null = null) => ({
      ...{ month, campaign: null, indicator, channel, target, note },
    });
    return [
      ...(total === 0
        ? []
        : [
            of('uptake-share', Math.round(100 * (electronic / total + 0.02 * half)) / 100),
            of('electronic', Math.round((electronic * (0.92 + 0.04 * half)) / before.length / 100) * 100),
          ]),
      of('answer-rate', 0.9),
      of('answer-minutes', instagram, 'instagram'),
      of('answer-minutes', website, 'website'),
      of('waiting-days', waitingDays),
    ];
  });
}

/** What a campaign is to bring on one of its channels in each month of its own. */
const campaignTargets: readonly (Pick<PlannedTarget, 'indicator' | 'channel' | 'target'> & {
  readonly campaign: string;
})[] = [
  { campaign: 'e-paspor-bepergian-2025', indicator: 'views', channel: 'instagram', target: 450_000 },
  { campaign: 'sosialisasi-kecamatan-2026', indicator: 'views', channel: 'facebook', target: 95_000 },
  { campaign: 'forum-diaspora-2026', indicator: 'visits', channel: 'website', target: 55_000 },
  { campaign: 'libur-akhir-tahun-2026', indicator: 'views', channel: 'instagram', target: 480_000 },
];

/** Targets of the running year and the one before it. */
export function plannedTargets(months: readonly OfficeMonth[], until: Day): PlannedTarget[] {
  const year = until.slice(0, 4);
  const applied = new Map(months.map((month) => [month.month, month]));
  const ofCampaigns = campaignTargets.flatMap(({ campaign: id, ...target }) => {
    const campaign = campaigns.find((each) => each.id === id);
    if (!campaign || campaign.planned.from > until) return [];
    const found: PlannedTarget[] = [];
    for (
      let month = `${campaign.actual.from.slice(0, 7)}-01`;
      month <= campaign.actual.to;
      month = addMonths(month, 1)
    ) {
      found.push({ ...target, month: month.slice(0, 7), campaign: id, note: 'Sasaran kampanye' });
    }
    return found;
  });
  return [...officeTargets(String(Number(year) - 1), applied), ...officeTargets(year, applied), ...ofCampaigns];
}
