import type { Db } from '@tilik/db/open';
import type { Office } from '@tilik/db/schema';
import { type Language, type MetricCode, metrics, type PassportType, passportTypes } from '@tilik/db/vocabulary';
import type { Day, Span } from '../day.ts';
import { say } from '../language.ts';
import type { Facts } from '../problem.ts';
import { type NotEvaluated, outliers } from './outliers.ts';
import { type FollowUp, followUpsOf, loadRows, untouched } from './queries.ts';
import { type RawFinding, rules, severities } from './rules.ts';

/** A finding with its name and what was done about it. */
export interface Finding extends RawFinding {
  /** `<office>:<month>:<rule>:<what it is about …>`: the same as long as the figures say the same. */
  readonly id: string;
  readonly followUp: FollowUp;
}

export interface Findings {
  readonly findings: readonly Finding[];
  readonly evaluated: number;
  readonly notEvaluated: readonly NotEvaluated[];
}

const findingId = (officeId: string, { monthOn, rule, about }: RawFinding): string =>
  [officeId, monthOn.slice(0, 7), rule, ...about].map(encodeURIComponent).join(':');

/** Every broken rule and outlier of whole months, gravest first. */
export function findingsIn(db: Db, office: Office, span: Span): Findings {
  const rows = loadRows(db, office, span);
  const { findings: unusual, evaluated, notEvaluated } = outliers(rows);
  const done = followUpsOf(db, office.id);
  const findings = [...rules.flatMap((rule) => rule(rows)), ...unusual]
    .map((raw): Finding => {
      const id = findingId(office.id, raw);
      return { ...raw, id, followUp: done.get(id) ?? untouched };
    })
    .sort(
      (one, other) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
        size(other) - size(one) ||
        (one.id < other.id ? -1 : 1),
    );
  return { findings, evaluated, notEvaluated };
}

/** Among outliers the farthest is read first. */
const size = ({ facts }: RawFinding): number => Math.abs(Number(facts.score ?? 0));

/** The office and month in a finding's name; undefined where it is no such name. */
export function placeOf(id: string): { officeId: string; monthOn: Day } | undefined {
  const [officeId = '', month = ''] = id.split(':');
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { officeId, monthOn: `${month}-01` } : undefined;
}

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

const inWordsOfDay = (day: Day, language: Language): string =>
  new Date(`${day.length === 7 ? `${day}-01` : day}T00:00:00Z`).toLocaleDateString(locales[language], {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
    ...(day.length === 7 ? {} : { day: 'numeric' }),
  });

/** The sentence of a finding. Codes and days among its facts are put into words first. */
export function findingInWords(
  { rule, facts }: Pick<Finding, 'rule' | 'facts'>,
  language: Language,
  channelName: (id: string) => string,
): string {
  const typeName = (code: string) => passportTypes[code as PassportType].label[language];
  const metricName = (code: string) => metrics[code as MetricCode].label[language];
  const worded: Record<string, string | number> = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === 'number') worded[name] = fact;
    else if (/^\d{4}-\d{2}(-\d{2})?$/.test(fact)) worded[name] = inWordsOfDay(fact, language);
    else if (name === 'passportType') worded[name] = typeName(fact);
    else if (name === 'metric') worded[name] = metricName(fact);
    else if (name === 'channel') worded[name] = fact === '' ? '' : channelName(fact);
    else if (name === 'breakdown') {
      worded[name] = fact
        .split('+')
        .map((cut) => say(language, `breakdown.${cut}`))
        .join(' × ');
    } else worded[name] = fact;
  }
  if (typeof facts.measure === 'string') {
    worded.subject =
      facts.noun === 'readings'
        ? `${metricName(facts.measure)} (${worded.channel})`
        : say(language, 'finding.applicants', { passportType: typeName(facts.measure) });
  }
  return say(language, `finding.${rule}`, worded as Facts);
}
