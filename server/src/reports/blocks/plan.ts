import { approaches } from '@tilik/db/vocabulary';
import { calendarCampaigns } from '../../calendar/queries.ts';
import { addMonths, periodOf } from '../../day.ts';
import type { Cell, Item } from '../content.ts';
import { dayWords, listWords, monthWords, words } from '../words.ts';
import { type Frame, nameOf } from './frame.ts';
import { column, notReported, orMissing, outside, sentence, table } from './items.ts';
import { comingTargetsTable } from './month-targets.ts';
import { labelOf } from './said.ts';

/** What the calendar has for the month after: as it is planned, whatever became of it later. */
export function planBlock(frame: Frame): Item[] {
  const next = periodOf(addMonths(frame.monthOn, 1), 'month');
  const month = monthWords(next.from);
  const planned = calendarCampaigns(frame.db, frame.office.id, next)
    // What was begun or ended later than the report's month is told as it was planned.
    .filter(({ cancelledOn }) => cancelledOn === null || cancelledOn > frame.month.to)
    .filter(
      ({ plannedFromOn, plannedToOn, startedOn, endedOn }) =>
        (plannedFromOn !== null && plannedFromOn <= next.to && (plannedToOn ?? plannedFromOn) >= next.from) ||
        (startedOn !== null && startedOn <= frame.month.to && (endedOn === null || endedOn > frame.month.to)),
    );
  const dayCell = (day: string | null): Cell => (day === null ? notReported : dayWords(day));
  return [
    sentence(
      'plan',
      planned.length === 0
        ? words('plan.none', { month })
        : words('plan.some', { month, count: planned.length, names: listWords(planned.slice(0, 5).map(nameOf)) }),
    ),
    ...table({
      key: 'plan',
      columns: [
        column('campaign', 'text'),
        column('approach', 'text'),
        column('from', 'text'),
        column('to', 'text'),
        column('channels', 'text'),
        column('budget', 'rupiah'),
        column('personInCharge', 'text'),
      ],
      rows: planned.map((campaign) => ({
        key: campaign.id,
        cells: {
          campaign: nameOf(campaign),
          approach: labelOf(approaches[campaign.approach].label),
          from: dayCell(campaign.plannedFromOn ?? campaign.startedOn),
          to: dayCell(campaign.plannedToOn),
          channels: campaign.channels.length === 0 ? outside : listWords(campaign.channels.map(frame.channelName)),
          budget: orMissing(campaign.budgetRupiah),
          personInCharge: orMissing(campaign.personInCharge),
        },
      })),
    }),
    ...comingTargetsTable(frame, {
      ...frame.window,
      ...next,
      shown: { from: '0001-01-01', to: next.to },
    }),
  ];
}
