import { createHash } from 'node:crypto';
import { approaches } from '@tilik/db/vocabulary';
import { dayInZone } from '../../day.ts';
import { guarded } from '../../export/formula-guard.ts';
import { type Row, rowsAfter, sheetOf } from '../decode.ts';
import { type IcalendarColumn, icalendarColumns, lastDayBefore } from '../decode-icalendar.ts';
import type { Context, Format } from '../format.ts';
import { personalTextIn } from '../personal-text.ts';
import type { RowIssue, RowOutcome } from '../plan.ts';
import { campaignsTemplate } from './campaigns-template.ts';
import { charactersMax } from './programme-cells.ts';

/** The id by which other programs know a campaign's plan. */
export const uidOfCampaign = (id: string, officeId: string): string => `${id}@${officeId}.tilik`;

/** The campaign and the office that such an id names. */
function campaignOfUid(uid: string): { readonly id: string; readonly office: string } | undefined {
  const [, id, office] = /^([a-z0-9-]+)@([a-z0-9-]+)\.tilik$/.exec(uid) ?? [];
  return id === undefined || office === undefined ? undefined : { id, office };
}

const approachCodes = Object.keys(approaches);

/**
 * A calendar as other programs write it: every event is the plan of a campaign. One that Tilik wrote itself moves the
 * plan of its campaign and leaves all else; any other makes a campaign, and moves that when the calendar comes again.
 */
export const icalendar: Format = {
  id: 'icalendar',
  required: [],
  columns: Object.fromEntries(icalendarColumns.map((column) => [column, [column]])),
  recognise(sheet) {
    const [header] = sheet.head;
    if (!icalendarColumns.every((column, index) => header?.cells[index] === column)) return undefined;
    const notesLeftOut = [...rowsAfter(sheet, 0)].filter((row) => isOfPersons(cellOf(row, 'icalendar description')));
    return {
      confidence: 1,
      questions: [{ field: 'approach', required: false, choices: approachCodes }],
      ignored: [],
      account: sheet.name === '' ? undefined : sheet.name,
      remarks:
        notesLeftOut.length === 0 ? [] : [{ code: 'event-notes-left-out', facts: { count: notesLeftOut.length } }],
      *read(context) {
        for (const row of rowsAfter(sheet, 0)) yield outcomeOf(row, context);
      },
    };
  },
};

const cellOf = ({ cells }: Row, column: IcalendarColumn): string => cells[icalendarColumns.indexOf(column)] ?? '';

const isOfPersons = (text: string): boolean => personalTextIn(text).length > 0;

function outcomeOf(row: Row, context: Context): RowOutcome {
  const { line, original } = row;
  const rejected = (issue: RowIssue): RowOutcome => ({ kind: 'rejected', line, original, issues: [issue] });
  const [trouble, of] = [cellOf(row, 'icalendar trouble'), cellOf(row, 'icalendar trouble of')];
  if (trouble !== '') return rejected({ field: 'VEVENT', reason: trouble, facts: { value: of } });
  const uid = cellOf(row, 'icalendar uid');
  const summary = cellOf(row, 'icalendar summary');
  const from = cellOf(row, 'icalendar from');
  const ours = campaignOfUid(uid);
  // What was run is known here better than in any calendar.
  if (ours && cellOf(row, 'icalendar span') === 'actual')
    return { kind: 'skipped', line, original, reason: 'event-of-actual' };
  const id = ours?.id ?? `kalender-${shortHash(uid || `${summary} ${from}`)}`;
  const known = context.programme.campaignCells(id);
  if (ours && known && known.office !== ours.office) {
    return rejected({ field: 'UID', reason: 'id-of-other-office', facts: { value: id, office: known.office ?? '' } });
  }
  if (cellOf(row, 'icalendar status') === 'CANCELLED' && !known?.cancelled) {
    return rejected({ field: 'STATUS', reason: 'event-cancelled', facts: { value: summary } });
  }
  const office = known?.office ?? ours?.office ?? context.office.id;
  const zone = context.programme.zoneOf(office) ?? context.office.zone;
  const dayIn = (instant: Date) => dayInZone(instant, zone);
  const first = from.endsWith('Z') ? dayIn(new Date(from)) : from.slice(0, 10);
  const until = cellOf(row, 'icalendar until');
  const isOpen = until === '' && known !== undefined && known.planned_to === '';
  const description = cellOf(row, 'icalendar description');
  const fresh = {
    campaign: id,
    name: summary,
    office,
    approach: context.approach ?? 'sosialisasi',
    objective: isOfPersons(description) ? '' : description.slice(0, charactersMax.remark),
  };
  const fields: Readonly<Record<string, string>> = {
    ...(known ?? fresh),
    planned_from: first,
    planned_to: isOpen ? '' : lastDayBefore(until, first, dayIn),
  };
  const [personal] = known ? [] : personalTextIn(summary);
  if (personal)
    return rejected({ field: 'SUMMARY', reason: `remark-${personal.kind}`, facts: { value: personal.example } });
  return planOf(fields, { line, original }, context);
}

/** Reads the fields of a campaign as a row of the list of campaigns. */
function planOf(
  fields: Readonly<Record<string, string>>,
  at: Pick<Row, 'line' | 'original'>,
  context: Context,
): RowOutcome {
  const header = Object.keys(fields);
  const cells = header.map((name) => guarded(fields[name] ?? ''));
  const rows = [
    { line: 0, cells: header, original: '' },
    { ...at, cells },
  ];
  const recognition = campaignsTemplate.recognise(sheetOf('', rows));
  const [outcome] = recognition?.read(context) ?? [];
  if (!outcome || !('kind' in outcome)) throw new Error('an event was not read as a campaign');
  return outcome;
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);
