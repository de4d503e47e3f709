import type { Channel } from '@tilik/db/schema';
import { type Language, otherSources } from '@tilik/db/vocabulary';
import { say } from '../language.ts';
import type { ChannelRefusal, ChannelResponse, DeclaredAnswers, ResponseGroup } from './result.ts';

/*
 * What is said of channels. Declared sources are recall, never a cause; engagement "goes together with" applications,
 * never more (EVALUATION §6).
 */

const oneDecimal = (value: number): number => Math.round(value * 10) / 10 || 0;

/** Names of channels and sources in a language. */
export const namesIn =
  (language: Language, channels: readonly Channel[]) =>
  (code: string): string => {
    if (code === 'other' || code === 'unknown') return otherSources[code].label[language];
    const channel = channels.find(({ id }) => id === code);
    return channel ? (language === 'id' ? channel.nameId : channel.nameEn) : code;
  };
type Names = ReturnType<typeof namesIn>;

const sharesRules = new Set<ChannelRefusal['rule']>(['low-response', 'always-on', 'too-many-missing']);

/** Why a rule does not hold. */
export function channelRefusalInWords(
  language: Language,
  { rule, needed, found, subject }: ChannelRefusal,
  nameOf: Names,
): string {
  const shown = (value: number | undefined) =>
    value === undefined ? 0 : sharesRules.has(rule) ? Math.round(value * 100) : oneDecimal(value);
  const names = (subject ?? '').split(', ').map(nameOf).join(', ');
  return say(language, `channel.refusal.${rule}`, { needed: shown(needed), found: shown(found), subject: names });
}

/** What was recalled, with its base; or why no shares are given. */
export function declaredInWords(language: Language, answered: DeclaredAnswers, nameOf: Names): string[] {
  const { answers, applicants, responseRate, refusals, severalAllowed, unknown, periods } = answered;
  if (refusals.length > 0) {
    return [
      say(language, 'channel.declared.refused'),
      ...refusals.map((refusal) => channelRefusalInWords(language, refusal, nameOf)),
    ];
  }
  const named = answered.sources.filter(({ source }) => source !== 'unknown' && source !== 'other');
  const most = named.reduce<(typeof named)[number] | undefined>(
    (best, next) => (best === undefined || next.count > best.count ? next : best),
    undefined,
  );
  const percent = (share: number) => oneDecimal(100 * share);
  const sentences = [
    severalAllowed
      ? say(language, 'channel.declared.several', { applicants: applicants ?? 0, periods })
      : say(language, 'channel.declared.base', {
          answers,
          named: answered.named,
          unknown,
          applicants: applicants ?? 0,
          rate: percent(responseRate ?? 0),
          periods,
        }),
  ];
  if (most?.share) {
    // Where intervals overlap nobody is first.
    const rivals = named.filter((other) => other !== most && other.share && other.share.high >= (most.share?.low ?? 0));
    const facts = {
      source: nameOf(most.source),
      share: percent(most.share.share),
      low: percent(most.share.low),
      high: percent(most.share.high),
      rivals: rivals.map(({ source }) => nameOf(source)).join(', '),
    };
    sentences.push(say(language, rivals.length > 0 ? 'channel.declared.shared' : 'channel.declared.most', facts));
  }
  if (unknown > answers / 2) sentences.push(say(language, 'channel.declared.mostlyUnknown'));
  sentences.push(say(language, 'channel.declared.recall'));
  return sentences;
}

/** One group: what goes together with twice the engagement. */
export function groupInWords(
  language: Language,
  { channels, doubling, together }: ResponseGroup,
  estimand: ChannelResponse['estimand'],
  nameOf: Names,
): string {
  const percent = (ratio: number) => oneDecimal(100 * ratio);
  return say(
    language,
    `channel.response.${together ? 'together' : 'apart'}.${estimand === 'share' ? 'share' : 'extra'}`,
    {
      channels: channels.map(nameOf).join(' + '),
      count: channels.length,
      estimate: percent(doubling.estimate),
      low: percent(doubling.lower),
      high: percent(doubling.upper),
    },
  );
}

/** The whole answer in sentences. */
export function responseInWords(language: Language, response: ChannelResponse, nameOf: Names): string[] {
  if (response.kind === 'not-computed') {
    return [
      say(language, 'channel.response.refused'),
      ...response.refusals.map((refusal) => channelRefusalInWords(language, refusal, nameOf)),
    ];
  }
  const allowed = response.channels.filter(({ role }) => role === 'allowed-for').map(({ channel }) => nameOf(channel));
  const merged = response.groups.filter(({ channels }) => channels.length > 1);
  return [
    say(language, 'channel.response.lead', { weeks: response.weeks }),
    ...merged.map(({ channels }) =>
      say(language, 'channel.response.merged', { channels: channels.map(nameOf).join(', ') }),
    ),
    ...(allowed.length > 0 ? [say(language, 'channel.response.allowedFor', { channels: allowed.join(', ') })] : []),
    say(language, 'channel.response.caution'),
  ];
}
