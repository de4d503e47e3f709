import type { Fields } from '../records/queries.ts';
import { addDays, daysBetween } from '../ui/days.ts';

/** The fields of a campaign by the names that its list has for them, as a form begins with them. */
export const emptyCampaign = (office: string | undefined): Fields => ({
  name: '',
  name_en: null,
  ...(office === undefined ? {} : { office }),
  approach: 'sosialisasi',
  objective: null,
  planned_from: null,
  planned_to: null,
  started: null,
  ended: null,
  channels: [],
  audiences: [],
  topics: [],
  budget: null,
  spending: null,
  management_step: 'planning',
  person_in_charge: null,
  cancelled: null,
});

const text = (value: Fields[string] | undefined): string => (typeof value === 'string' ? value : '');

/** The same day of another year, by whole weeks: it stays the day of the week that it was. */
function inYears(day: string, years: number): string {
  const [year = '', ...rest] = day.split('-');
  const wanted = [String(Number(year) + years).padStart(4, '0'), ...rest].join('-');
  const days = daysBetween(day, wanted.endsWith('-02-29') ? wanted.replace('-02-29', '-02-28') : wanted);
  return addDays(day, 7 * Math.round(days / 7));
}

/**
 * A campaign as it is run again: planned for the same days of the week, as many years later as lie ahead. What it was
 * in the end, when it ran and what it cost, is the earlier one's.
 */
export function copyOf(fields: Fields, today: string): Fields {
  const from = text(fields.planned_from) || text(fields.started);
  const to = text(fields.planned_to) || text(fields.ended);
  let years = 1;
  while (from !== '' && inYears(from, years) < today) years += 1;
  const { campaign, started: _, ended: __, cancelled: ___, spending: ____, ...kept } = fields;
  return {
    ...emptyCampaign(undefined),
    ...kept,
    planned_from: from === '' ? null : inYears(from, years),
    planned_to: to === '' ? null : inYears(to, years),
    management_step: 'planning',
    copied_from: campaign ?? null,
  };
}

export type FormTrouble =
  | 'nameMissing'
  | 'planMissing'
  | 'endsBeforeStart'
  | 'endedNotStarted'
  | 'inFuture'
  | 'negative'
  | 'notWhole';

/** What is wrong with a campaign before it is sent, by its fields. The server looks at all of it once more. */
export function troublesOf(fields: Fields, today: string): ReadonlyMap<string, FormTrouble> {
  const found = new Map<string, FormTrouble>();
  const [from, to] = [text(fields.planned_from), text(fields.planned_to)];
  const [started, ended] = [text(fields.started), text(fields.ended)];
  if (text(fields.name).trim() === '') found.set('name', 'nameMissing');
  if (from === '' && started === '') found.set('planned_from', 'planMissing');
  if (from !== '' && to !== '' && to < from) found.set('planned_to', 'endsBeforeStart');
  if (from === '' && to !== '') found.set('planned_from', 'planMissing');
  if (ended !== '' && started === '') found.set('started', 'endedNotStarted');
  if (started !== '' && ended !== '' && ended < started) found.set('ended', 'endsBeforeStart');
  for (const name of ['started', 'ended', 'cancelled']) {
    if (text(fields[name]) > today) found.set(name, 'inFuture');
  }
  for (const name of ['budget', 'spending']) {
    const value = fields[name];
    if (typeof value === 'number' && value < 0) found.set(name, 'negative');
    else if (typeof value === 'number' && !Number.isInteger(value)) found.set(name, 'notWhole');
  }
  return found;
}
