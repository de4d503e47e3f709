import { type MetricCode, metrics, type PassportType, passportTypes } from '@tilik/db/vocabulary';
import { dayInZone } from '../../day.ts';
import { closuresOf, completenessIn, fitnessOf } from '../../quality/closures.ts';
import type { ExpectedFigure } from '../../quality/expected.ts';
import { findingInWords, findingsIn } from '../../quality/findings.ts';
import { severities } from '../../quality/rules.ts';
import type { Item, Words } from '../content.ts';
import { dayWords, inBoth, joined, listWords, nameWords, words } from '../words.ts';
import type { Frame } from './frame.ts';
import { column, sentence, table } from './items.ts';

/** So many findings stand in the report; the page has all of them. */
const findingsMax = 6;

/** An expected figure by its name: `Instagram: Suka`. */
function figureName({ channelName }: Frame, { noun, channel, measure, grain }: ExpectedFigure): Words {
  const what = ((): Words => {
    if (noun === 'readings') return metrics[measure as MetricCode]?.label ?? nameWords(measure ?? '');
    if (noun === 'applicants') return passportTypes[measure as PassportType]?.label ?? nameWords(measure ?? '');
    return words(`completeness.nouns.${noun}`);
  })();
  const named = noun === 'applicants' ? joined([words('completeness.nouns.applicants'), what], ': ') : what;
  const ofChannel = channel ? joined([channelName(channel), named], ': ') : named;
  return joined([ofChannel, words(`completeness.grains.${grain}`)]);
}

function closedSentence({ db, office, monthOn, monthWords: month, closed }: Frame): Words {
  const acts = closuresOf(db, office.id).get(monthOn) ?? [];
  const last = acts.at(-1);
  if (closed && last) {
    return words('completeness.closed', { month, day: dayWords(dayInZone(new Date(last.actedAt), office.zone)) });
  }
  return words(last ? 'completeness.reopened' : 'completeness.open', { month });
}

/** Whether the month is complete and right: what is missing by name, what is in doubt, whether it is closed. */
export function completenessBlock(frame: Frame): Item[] {
  const { db, office, month, today, channelName } = frame;
  const { months, figures } = completenessIn(db, office, month, today);
  const [completeness] = months;
  if (!completeness) throw new RangeError(`no month ${frame.monthOn}`);
  const found = findingsIn(db, office, month);
  const open = found.findings.filter(({ followUp }) => followUp.state === 'open');
  const fitness = fitnessOf(completeness, found);
  const lacking = figures.flatMap((figure) => {
    const [cell] = figure.cells;
    return cell && cell.state !== 'complete' && cell.state !== 'not-expected' ? [{ figure, cell }] : [];
  });
  const count = (severity: string) => open.filter((finding) => finding.severity === severity).length;
  const facts = { month: frame.monthWords, complete: completeness.complete, figures: completeness.figures };
  return [
    sentence(
      'complete',
      words(completeness.figures === 0 ? 'completeness.nothingExpected' : 'completeness.complete', facts),
    ),
    sentence(
      'lacking',
      lacking.length === 0
        ? words('completeness.nothingLacking')
        : words('completeness.lacking', {
            count: lacking.length,
            names: listWords(lacking.slice(0, 5).map(({ figure }) => figureName(frame, figure))),
            more: Math.max(0, lacking.length - 5),
          }),
    ),
    sentence(
      'findings',
      open.length === 0
        ? words('completeness.noFindings')
        : words('completeness.findings', {
            errors: count('error'),
            warnings: count('warning'),
            notes: count('note'),
          }),
    ),
    sentence('closed', closedSentence(frame)),
    sentence(
      'fit',
      fitness.fit
        ? words('completeness.fit')
        : words('completeness.unfit', {
            reasons: listWords(
              fitness.reasons.map(({ code, count: many }) => words(`completeness.reasons.${code}`, { count: many })),
            ),
          }),
    ),
    ...table({
      key: 'lacking',
      columns: [
        column('figure', 'text'),
        column('state', 'text'),
        column('reported', 'count', words('column.reportedPeriods')),
        column('expected', 'count', words('column.expectedPeriods')),
        column('due', 'day'),
      ],
      rows: lacking.map(({ figure, cell }) => ({
        key: [figure.noun, figure.channel, figure.measure, figure.grain].filter((part) => part).join(' '),
        cells: {
          figure: figureName(frame, figure),
          state: words(`completeness.states.${cell.state}`),
          reported: cell.reported,
          expected: cell.expected,
          due: cell.dueOn,
        },
      })),
    }),
    ...table({
      key: 'findings',
      columns: [column('severity', 'text'), column('finding', 'text')],
      rows: severities
        .flatMap((severity) => open.filter((finding) => finding.severity === severity))
        .slice(0, findingsMax)
        .map((finding) => ({
          key: finding.id,
          cells: {
            severity: words(`completeness.severities.${finding.severity}`),
            finding: inBoth((language) => findingInWords(finding, language, (id) => channelName(id)[language])),
          },
        })),
      note:
        open.length > findingsMax ? words('completeness.moreFindings', { more: open.length - findingsMax }) : undefined,
    }),
  ];
}
