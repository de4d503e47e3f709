import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { shareColumns } from '../applicants/share.ts';
import { addDays, addMonths, type Day, firstOfMonth, periodOf, type Span } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { programmeWordLists } from '../offices/programme-words.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { DayText, json, router } from '../validate.ts';
import { earlier, isShown, shownSpan, type Window, WindowQuery, windowOf } from '../window.ts';
import { breakdownOf, unknownGroup } from './breakdown.ts';
import { mixAndChoice } from './mix-and-choice.ts';
import { audienceFigures, type GroupFigure, purposeFigures } from './queries.ts';
import { Breakdown, MixAndChoice, MixRefusal } from './result.ts';
import { mixInWords, mixRefusalInWords } from './words.ts';

const comparisons = ['previous', 'year-before'] as const;

const Dimension = z.object({
  window: Breakdown,
  base: Breakdown.nullable().openapi({ description: 'Null unless a comparison was asked for and may be shown.' }),
  mix: MixAndChoice.nullable(),
  refusals: z.array(MixRefusal.extend({ sentence: z.string() })),
  words: z.array(z.string()),
});

const AudiencesAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    purposes: Dimension,
    audiences: Dimension.openapi({ description: 'A sample: applicants whose audience was recorded.' }),
  })
  .openapi('Audiences');

const columns = [
  'office',
  'by',
  'group',
  'from',
  'to',
  'months',
  'electronic',
  'ordinary',
  'total',
  'uptake_share',
  'uptake_share_low',
  'uptake_share_high',
  'uptake_share_note',
  'part_of_all',
  'base_from',
  'base_to',
  'base_months',
  'base_electronic',
  'base_ordinary',
  'base_total',
  'mix_points',
  'choice_points',
  'refused',
  'sample',
];

const monthNumber = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** The whole months of a window that are over, as one span; undefined where there are none. */
function wholeMonths({ from, to, today }: Pick<Window, 'from' | 'to' | 'today'>): Span | undefined {
  const first = from === firstOfMonth(from) ? from : addMonths(firstOfMonth(from), 1);
  const ends = (day: Day) => (periodOf(day, 'month').to === day ? day : addDays(firstOfMonth(day), -1));
  const last = earlier(ends(to), addDays(firstOfMonth(today), -1));
  return last >= first ? { from: first, to: last } : undefined;
}

/** As many months just before, or the same months a year before. */
function baseSpan({ from, to }: Span, comparison: (typeof comparisons)[number]): Span {
  const back = comparison === 'year-before' ? 12 : monthNumber(to) - monthNumber(from) + 1;
  const first = addMonths(from, -back);
  return { from: first, to: addDays(addMonths(firstOfMonth(to), 1 - back), -1) };
}

export const audiencesRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/audiences',
      tags: ['audiences'],
      summary: 'Applicants by purpose of travel and by audience, and whether a change of the share is mix or choice',
      request: {
        query: WindowQuery.extend({
          compare: z
            .enum(comparisons)
            .optional()
            .openapi({ description: 'As many months just before, or the same months a year before.' }),
          baseFrom: DayText.optional().openapi({ description: 'First day of a base window of one’s own choice.' }),
          baseTo: DayText.optional().openapi({ description: 'Its last day.' }),
        }),
      },
      responses: {
        200: json(
          AudiencesAnswer,
          'Whole months that are over and broken down. A description of two windows, not a cause. Also as CSV.',
        ),
      },
    }),
    (c) => {
      const { compare, baseFrom, baseTo, ...query } = c.req.valid('query');
      if ((baseFrom === undefined) !== (baseTo === undefined)) {
        const field = baseFrom === undefined ? 'baseFrom' : 'baseTo';
        throw new ProblemError(400, 'bad-request', { issues: [{ field, code: 'base-needs-both' }] });
      }
      if (baseFrom !== undefined && baseTo !== undefined && baseFrom > baseTo) {
        throw new ProblemError(400, 'window-backwards', { facts: { from: baseFrom, to: baseTo } });
      }
      const window = windowOf(db, query, now(), c.get('actor'), 'month');
      const { office, today } = window;
      const months = wholeMonths(window);
      const asked: Span | undefined =
        baseFrom !== undefined && baseTo !== undefined
          ? { from: baseFrom, to: baseTo }
          : compare && months && baseSpan(months, compare);
      const base = asked && isShown(window, asked) ? asked : undefined;
      const lists = programmeWordLists(db);
      const read = (span: Span) => {
        const [daily, monthly] = [shownSpan(window, 'day', span), shownSpan(window, 'month', span)];
        const mayBeShown = ({ grain, on }: GroupFigure) =>
          grain === 'day' ? on >= daily.from && on <= daily.to : on >= monthly.from && on <= monthly.to;
        const figures = purposeFigures(db, office.id, span).filter(mayBeShown);
        const totals = figures.filter(({ group }) => group === null);
        const by = (own: readonly GroupFigure[], order: readonly string[], isSample: boolean) =>
          breakdownOf(own, totals, span, { today, order, isSample });
        return {
          purposes: by(
            figures.filter(({ group }) => group !== null),
            lists.purposes.codes,
            false,
          ),
          audiences: by(audienceFigures(db, office.id, span).filter(mayBeShown), lists.audiences.codes, true),
        };
      };
      const shown = months ?? { from: window.from, to: window.to };
      const own = read(shown);
      const other = base && read(base);
      const language = languageOf(c);
      const dimension = (name: 'purposes' | 'audiences') => {
        const before = other?.[name];
        if (!before) return { window: own[name], base: null, mix: null, refusals: [], words: [] };
        const split = mixAndChoice(before, own[name]);
        const spans = { base: before, window: own[name], isYearBefore: compare === 'year-before' };
        return {
          window: own[name],
          base: before,
          mix: split.result,
          refusals: split.refusals.map((refusal) => ({
            ...refusal,
            sentence: mixRefusalInWords(language, refusal, lists[name]),
          })),
          words: mixInWords(language, split, spans, lists[name]),
        };
      };
      const answer = {
        office: office.id,
        ...shown,
        today,
        sample: holdsSample(db),
        purposes: dimension('purposes'),
        audiences: dimension('audiences'),
      };
      if (wantsCsv(c)) {
        const rows = (['purposes', 'audiences'] as const).flatMap((by) => {
          const { window: of, base: before, mix, refusals } = answer[by];
          const all = { group: 'all', electronic: of.electronic, ordinary: of.ordinary, total: of.total };
          const groups = [...of.groups, ...(of.months.length > 0 ? [{ ...all, uptake: of.uptake, part: 1 }] : [])];
          return groups.map(({ group, electronic, ordinary, total, uptake, part }) => {
            const counts =
              group === 'all'
                ? before && {
                    electronic: before.electronic,
                    ordinary: before.ordinary,
                    total: before.total,
                  }
                : before?.groups.find((each) => each.group === group);
            const split = group === 'all' ? mix : mix?.groups.find((each) => each.group === group);
            return {
              office: office.id,
              by: by === 'purposes' ? 'purpose' : 'audience',
              group,
              from: of.from,
              to: of.to,
              months: of.months.length,
              electronic,
              ordinary,
              total,
              ...shareColumns('uptake_share', uptake),
              part_of_all: part,
              base_from: before?.from ?? null,
              base_to: before?.to ?? null,
              base_months: before?.months.length ?? null,
              base_electronic: counts?.electronic ?? null,
              base_ordinary: counts?.ordinary ?? null,
              base_total: counts?.total ?? null,
              mix_points: split?.mix ?? null,
              choice_points: split?.choice ?? null,
              refused: group === unknownGroup ? null : refusals.map(({ rule }) => rule).join(' ') || null,
              sample: answer.sample,
            };
          });
        });
        return answerCsv(c, `audiences-${office.id}`, columns, rows as never) as never;
      }
      return c.json(answer, 200);
    },
  );
