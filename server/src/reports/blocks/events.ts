import { eventKinds } from '@tilik/db/vocabulary';
import { eventsIn } from '../../events/queries.ts';
import type { Item } from '../content.ts';
import { dayWords, listWords, words } from '../words.ts';
import { type Frame, nameOf } from './frame.ts';
import { column, sentence, table } from './items.ts';
import { labelOf, yesOrNo } from './said.ts';

/** What else moved the numbers in the month, and what of it stands in the way of judging a campaign. */
export function eventsBlock(frame: Frame): Item[] {
  const events = eventsIn(frame.db, frame.window);
  const confounding = events.filter(({ confounds }) => confounds);
  const holidays = events.filter(({ kind }) => kind === 'holiday').length;
  const facts = { month: frame.monthWords, count: events.length, holidays };
  return [
    sentence('events', words(events.length === 0 ? 'events.none' : 'events.some', facts)),
    ...(events.length === 0
      ? []
      : [
          sentence(
            'confounding',
            confounding.length === 0
              ? words('events.noneConfounds')
              : words('events.confounding', { names: listWords(confounding.map(nameOf)) }),
          ),
        ]),
    ...table({
      key: 'events',
      columns: [
        column('event', 'text'),
        column('kind', 'text'),
        column('from', 'day'),
        column('to', 'text'),
        column('confounds', 'text'),
        column('reference', 'text'),
      ],
      rows: events.map((event) => ({
        key: event.id,
        cells: {
          event: nameOf(event),
          kind: labelOf(eventKinds[event.kind].label),
          from: event.startsOn,
          // It may last beyond the month: the report knows no later day.
          to: event.endsOn === null ? words('events.oneDay') : dayWords(event.endsOn),
          confounds: yesOrNo(event.confounds),
          reference: event.reference ?? words('events.noReference'),
        },
      })),
    }),
  ];
}
