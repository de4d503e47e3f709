import type { Language } from '@tilik/db/vocabulary';
import { isDay } from '../day.ts';
import { say } from '../language.ts';
import type { EffectNumbers, EffectResult, GateOutcome, Refusal } from './result.ts';

/*
 * What is said of a campaign. The verdict never says more than EVALUATION §11 allows: no point without its range, no
 * word of proof, and "not distinguishable" always with what could have been seen.
 */

/** Rounded as far as the interval lets the number be told: two digits of its width. */
function rounded(value: number, width: number): number {
  if (!(width > 0)) return Math.round(value);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(width)) - 1);
  return Math.round(value / unit) * unit || 0;
}
const oneDecimal = (value: number): number => Math.round(value * 10) / 10 || 0;

/** The whole judgement in sentences. */
export function effectInWords(language: Language, result: EffectResult): string {
  if (result.kind === 'not-computed') {
    const reasons = result.refusals.map((refusal) => refusalInWords(language, refusal));
    return [say(language, 'effect.said.NOT COMPUTED'), ...reasons].join(' ');
  }
  const { numbers, verdict } = result;
  const facts = factsOf(result, numbers);
  const closed = numbers.gates.filter(({ passed, gate }) => !passed && gate !== 'interval');
  const holdsNothing = numbers.extra.lower < 0 && numbers.extra.upper > 0;
  const key = holdsNothing ? `between.${result.plan.estimand}` : `${result.plan.estimand}.${facts.direction}`;
  const what = say(language, `effect.${key}`, facts);
  const parts = [say(language, `effect.said.${verdict}`, { what })];
  if (verdict !== 'SUPPORTED') parts.push(...closed.map((gate) => gateInWords(language, gate)));
  if (verdict === 'NOT DISTINGUISHABLE') parts.push(say(language, `effect.mde.${result.plan.estimand}`, facts));
  parts.push(say(language, 'effect.caution'));
  return parts.join(' ');
}

function factsOf({ grain, plan }: EffectResult, { extra, points, logEffect, mde, diagnostics }: EffectNumbers) {
  const width = extra.upper - extra.lower;
  // A fall is told in positive numbers, from its smaller end to its larger.
  const isLess = extra.estimate < 0;
  const ends = (lower: number, upper: number) => (isLess ? { low: -upper, high: -lower } : { low: lower, high: upper });
  const total = ends(extra.lower, extra.upper);
  const scale = points ?? logEffect;
  const change = ends(scale.lower, scale.upper);
  return {
    direction: isLess ? 'less' : 'more',
    periods: diagnostics.window.periods,
    grain,
    count: rounded(Math.abs(extra.estimate), width),
    low: rounded(total.low, width),
    high: rounded(total.high, width),
    points: oneDecimal(Math.abs(scale.estimate)),
    pointsLow: oneDecimal(change.low),
    pointsHigh: oneDecimal(change.high),
    fewer: rounded(-extra.lower, width),
    more: rounded(extra.upper, width),
    pointsFewer: oneDecimal(-scale.lower),
    pointsMore: oneDecimal(scale.upper),
    mde: plan.estimand === 'value' ? oneDecimal(mde) : Math.ceil(100 * mde),
  };
}

/** Why a rule does not hold, and from when it will. */
export function refusalInWords(language: Language, { rule, needed, found, subject, availableFrom }: Refusal): string {
  const isShare = rule === 'too-many-missing' || rule === 'at-quota';
  const amount = (value: number | undefined) =>
    value === undefined ? 0 : isShare ? Math.round(value * 100) : oneDecimal(value);
  const sentence = say(language, `effect.refusal.${rule}`, {
    needed: amount(needed),
    found: amount(found),
    subject: shown(language, subject ?? ''),
  });
  return availableFrom === undefined
    ? sentence
    : `${sentence} ${say(language, 'effect.availableFrom', { day: shown(language, availableFrom) })}`;
}

/** Why a gate is closed. */
export function gateInWords(language: Language, { gate, reason, subject = '' }: GateOutcome): string {
  if (gate !== 'signs') return say(language, `effect.gate.${reason ?? gate}`, { subject: shown(language, subject) });
  const model = reason === undefined ? '' : say(language, `effect.model.${reason}`);
  return say(language, 'effect.gate.signs', { model: `${model} ${subject}`.trim() });
}

/** A day as a person writes it; anything else as it is. */
function shown(language: Language, subject: string): string {
  if (!isDay(subject)) return subject;
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${subject}T00:00:00Z`));
}

export const verdictInWords = (language: Language, verdict: EffectResult['verdict']): string =>
  say(language, `effect.verdict.${verdict}`);
