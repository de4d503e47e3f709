import { passportTypes } from '@tilik/db/vocabulary';
import { currentFees } from '../../processing/current-fees.ts';
import type { ProcessingMonth, ServedMonth, ServedType } from '../../processing/months.ts';
import { feesUntil } from '../../processing/queries.ts';
import { servedOffices, waitingAndShares } from '../../processing/service-in.ts';
import { waitingAndUptake } from '../../processing/together.ts';
import type { Cell, Item, Words } from '../content.ts';
import {
  dayWords,
  decimalWords,
  hundredthsWords,
  inBoth,
  monthWords,
  rupiahWords,
  shareWords,
  words,
} from '../words.ts';
import type { Frame } from './frame.ts';
import { chart, column, notComputed, notReported, orMissing, sentence, table } from './items.ts';
import { rangeWords } from './said.ts';

const monthsBefore = 12;

const typeName = (type: ServedType): Words =>
  type === 'all' ? words('service.all') : inBoth((language) => passportTypes[type].label[language]);

/** The waiting time that stands for an office: that of the e-passport, or of all passports where types are not told apart. */
const waitingOf = (month: ProcessingMonth | undefined): ServedMonth | undefined => {
  const ofType = (type: ServedType) =>
    month?.figures.find((figure) => figure.type === type && figure.waitingDaysMedian !== null);
  return ofType('electronic') ?? ofType('all');
};

const medianCell = ({ waitingDaysMedian, medianRange }: ServedMonth): Cell => {
  if (waitingDaysMedian !== null) return waitingDaysMedian;
  return medianRange ? rangeWords(medianRange.lowest, medianRange.highest) : notReported;
};

function ownSentence({ monthWords: month }: Frame, figures: readonly ServedMonth[]): Words {
  const known = figures.filter(({ type, waitingDaysMedian }) => type !== 'all' && waitingDaysMedian !== null);
  const told = known.length > 0 ? known : figures.filter(({ waitingDaysMedian }) => waitingDaysMedian !== null);
  if (told.length === 0) return words('service.noMedian', { month });
  const parts = told.map((figure) =>
    words(figure.waitingDaysP90 === null ? 'service.median' : 'service.medianAndP90', {
      type: typeName(figure.type),
      days: decimalWords(figure.waitingDaysMedian ?? 0),
      p90: decimalWords(figure.waitingDaysP90 ?? 0),
    }),
  );
  return words('service.waited', {
    month,
    parts: inBoth((language) => parts.map((part) => part[language]).join('; ')),
  });
}

function heldSentence(figures: readonly ServedMonth[]): Words | undefined {
  const all = figures.find(({ type }) => type === 'all') ?? figures.find(({ held }) => held !== null);
  if (!all || all.held === null) return undefined;
  const facts = { held: all.held, type: typeName(all.type) };
  return all.heldShare?.kind === 'share'
    ? words('service.heldOf', {
        ...facts,
        share: shareWords(all.heldShare.share),
        total: (all.completed ?? 0) + all.held,
      })
    : words('service.held', facts);
}

/** Waiting time and uptake from month to month: shown, never claimed to be cause and effect. */
function togetherSentence(frame: Frame, months: readonly ProcessingMonth[]): Words {
  const together = waitingAndUptake(waitingAndShares(frame.db, frame.windowFrom(monthsBefore), months));
  if (together.kind === 'not-given') return words(`service.together.${together.reason}`, { changes: together.changes });
  return words(`service.together.${together.direction}`, {
    changes: together.changes,
    point: hundredthsWords(together.point),
    low: hundredthsWords(together.lower),
    high: hundredthsWords(together.upper),
  });
}

/** How long a passport took, beside other offices; what was held; what it costs. */
export function serviceBlock(frame: Frame): Item[] {
  const { db, month, monthName } = frame;
  const offices = servedOffices(db, frame.windowFrom(monthsBefore));
  const [ours] = offices;
  const months = ours?.months ?? [];
  const own = months.find((each) => each.month === monthName);
  const figures = own?.figures ?? [];
  const fees = currentFees(feesUntil(db, month.to));
  const held = heldSentence(figures);
  const others = offices.slice(1).flatMap(({ id, name, months: list }) => {
    const waiting = waitingOf(list.find((each) => each.month === monthName));
    return waiting ? [{ id, name, waiting }] : [];
  });
  const ownWaiting = waitingOf(own);
  const hasSeries = months.some((each) => waitingOf(each));
  return [
    sentence(
      'waiting',
      figures.length === 0 ? words('service.nothing', { month: frame.monthWords }) : ownSentence(frame, figures),
    ),
    ...(held ? [sentence('held', held)] : []),
    sentence(
      'others',
      others.length === 0 || !ownWaiting
        ? words('service.noOthers')
        : words('service.others', {
            offices: inBoth((language) =>
              others
                .map(({ name, waiting }) => `${name} ${decimalWords(waiting.waitingDaysMedian ?? 0)[language]}`)
                .join('; '),
            ),
            own: decimalWords(ownWaiting.waitingDaysMedian ?? 0),
          }),
    ),
    sentence('together', togetherSentence(frame, months)),
    ...(hasSeries
      ? [
          chart({
            key: 'service-months',
            table: 'service-months',
            form: 'lines' as const,
            category: 'month',
            series: [
              { column: 'electronic', role: 'electronic' as const },
              { column: 'ordinary', role: 'ordinary' as const },
            ],
            title: words('chart.service-months'),
            says: words('service.monthsSays', {
              from: monthWords(months[0]?.from ?? month.from),
              to: frame.monthWords,
            }),
            marks: [],
          }),
        ]
      : []),
    ...table({
      key: 'service-types',
      columns: [
        column('type', 'text'),
        column('completed', 'count'),
        column('held', 'count'),
        column('heldShare', 'share'),
        column('median', 'days'),
        column('p90', 'days'),
      ],
      rows: figures.map((figure) => ({
        key: figure.type,
        cells: {
          type: typeName(figure.type),
          completed: orMissing(figure.completed),
          held: orMissing(figure.held),
          heldShare: figure.heldShare?.kind === 'share' ? figure.heldShare.share : notComputed,
          median: medianCell(figure),
          p90: orMissing(figure.waitingDaysP90),
        },
      })),
    }),
    ...table({
      key: 'service-offices',
      columns: [
        column('office', 'text'),
        column('type', 'text', words('column.servedType')),
        column('median', 'days'),
        column('p90', 'days'),
        column('completed', 'count'),
      ],
      rows:
        others.length === 0
          ? []
          : [...(ours && ownWaiting ? [{ id: ours.id, name: ours.name, waiting: ownWaiting }] : []), ...others].map(
              ({ id, name, waiting }) => ({
                key: id,
                cells: {
                  office: name,
                  type: typeName(waiting.type),
                  median: medianCell(waiting),
                  p90: orMissing(waiting.waitingDaysP90),
                  completed: orMissing(waiting.completed),
                },
              }),
            ),
    }),
    ...(hasSeries
      ? table({
          key: 'service-months',
          columns: [
            column('month', 'month'),
            column('electronic', 'days', words('column.medianElectronic')),
            column('ordinary', 'days', words('column.medianOrdinary')),
          ],
          rows: months.map((each) => {
            const ofType = (type: ServedType): Cell =>
              each.figures.find((figure) => figure.type === type)?.waitingDaysMedian ?? notReported;
            return {
              key: each.month,
              cells: { month: each.month, electronic: ofType('electronic'), ordinary: ofType('ordinary') },
            };
          }),
        })
      : []),
    ...table({
      key: 'fees',
      columns: [
        column('validity', 'text'),
        column('electronic', 'rupiah', words('column.feeElectronic')),
        column('ordinary', 'rupiah', words('column.feeOrdinary')),
        column('difference', 'rupiah', words('column.feeDifference')),
        column('since', 'day'),
        column('reference', 'text'),
      ],
      rows: fees.map(({ validityYears, electronic, ordinary, difference }) => ({
        key: String(validityYears),
        cells: {
          validity: words('service.years', { years: validityYears }),
          electronic: orMissing(electronic?.rupiah),
          ordinary: orMissing(ordinary?.rupiah),
          difference: orMissing(difference, notComputed),
          since: orMissing(electronic?.startsOn ?? ordinary?.startsOn),
          reference: electronic?.reference ?? ordinary?.reference ?? words('service.noReference'),
        },
      })),
    }),
    ...(fees.length > 0
      ? [
          sentence(
            'fees',
            words('service.fees', {
              day: dayWords(month.to),
              parts: inBoth((language) =>
                fees
                  .flatMap(({ validityYears, difference }) =>
                    difference === null
                      ? []
                      : [
                          words('service.feeDifference', { years: validityYears, rupiah: rupiahWords(difference) })[
                            language
                          ],
                        ],
                  )
                  .join('; '),
              ),
            }),
          ),
        ]
      : []),
  ];
}
