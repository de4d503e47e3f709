import { stages } from '@tilik/db/vocabulary';
import { uptakeIn } from '../../applicants/uptake-in.ts';
import { stageOf } from '../../stages/figures.ts';
import type { Item } from '../content.ts';
import { words } from '../words.ts';
import { figureWords, ratesTable, reportedChannels } from './channels.ts';
import type { Frame } from './frame.ts';
import { column, notComputed, orMissing, outside, sentence, table } from './items.ts';
import { importsOfMonth } from './queries.ts';
import { labelOf } from './said.ts';

/** What is counted and how, in the order in which the report speaks of it. */
const definitionKeys = [
  'uptake-share',
  'interval',
  'whole-month',
  'missing',
  'target',
  'verdict',
  'holm',
  'additional',
  'stages',
  'amec',
  'not-the-same-people',
  'declared',
  'answer-rate',
  'rising',
  'waiting',
  'held',
  'confounding',
  'closed',
  'duties',
] as const;

/** So many imports are named; a file a day would fill pages. */
const importsMax = 40;

/** The figures behind the report, what its words mean, and where the figures are from. */
export function appendixBlock(frame: Frame): Item[] {
  const days = uptakeIn(frame.db, frame.window, 'day').filter(
    ({ state }) => state !== 'unreported' && state !== 'closed',
  );
  const told = days.filter(({ total }) => total !== null);
  const reported = reportedChannels(frame);
  const imports = importsOfMonth(frame.db, frame.month);
  return [
    {
      kind: 'definitions',
      definitions: definitionKeys.map((key) => ({
        key,
        term: words(`definition.${key}.term`),
        meaning: words(`definition.${key}.meaning`),
      })),
    },
    ...(told.length === 0 ? [sentence('days', words('appendix.noDays', { month: frame.monthWords }))] : []),
    ...table({
      key: 'applicant-days',
      columns: [
        column('day', 'day'),
        column('electronic', 'count'),
        column('ordinary', 'count'),
        column('total', 'count'),
        column('share', 'share'),
      ],
      rows: told.map(({ period, electronic, ordinary, total, uptake }) => ({
        key: period,
        cells: {
          day: period,
          electronic: orMissing(electronic),
          ordinary: orMissing(ordinary),
          total: orMissing(total),
          share: uptake.kind === 'share' ? uptake.share : notComputed,
        },
      })),
    }),
    ...table({
      key: 'channel-figures',
      columns: [
        column('channel', 'text'),
        column('stage', 'text'),
        column('figureName', 'text'),
        column('value', 'count'),
        column('reported', 'count', words('column.reportedFor')),
        column('unit', 'text'),
      ],
      rows: reported.flatMap(({ channel, stages: own }) =>
        Object.values(own)
          .flat()
          .map(({ figure, value, reported, unit, origin }) => ({
            key: `${channel} ${figure} ${origin}`,
            cells: {
              channel: frame.channelName(channel),
              stage: labelOf(stages[stageOf(figure)].label),
              figureName: figureWords(figure),
              // People counted once a day or a post cannot be added to a month.
              value: orMissing(value, notComputed),
              reported,
              unit: words(`appendix.units.${unit}`),
            },
          })),
      ),
      note: words('appendix.channelNote'),
    }),
    ...ratesTable(frame, reported),
    ...table({
      key: 'imports',
      columns: [
        column('file', 'text'),
        column('from', 'text'),
        column('to', 'text'),
        column('rows', 'count'),
        column('importedOn', 'day'),
      ],
      rows: imports.slice(0, importsMax).map(({ id, fileName, fromOn, toOn, rows, importedAt }) => ({
        key: String(id),
        cells: {
          file: fileName,
          from: orMissing(fromOn, outside),
          to: orMissing(toOn, outside),
          rows,
          importedOn: importedAt.slice(0, 10),
        },
      })),
      note:
        imports.length > importsMax ? words('appendix.moreImports', { more: imports.length - importsMax }) : undefined,
    }),
  ];
}
