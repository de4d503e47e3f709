import { type Language, otherSources } from '@tilik/db/vocabulary';
import { say } from '../language.ts';
import type { WordList } from '../offices/programme-words.ts';
import { unknownGroup } from './breakdown.ts';
import type { Breakdown, MixAndChoice, MixRefusal } from './result.ts';

/*
 * What is said of who came and what they chose: an account of two windows, never a cause. The parts that are named add
 * up to the change that is named, to the last digit shown.
 */

type Names = Pick<WordList, 'nameOf'>;

/** The name of a purpose or an audience. */
const groupName = (language: Language, group: string, names: Names): string =>
  group === unknownGroup ? otherSources.unknown.label[language] : names.nameOf(group, language);

/** Tenths of a percentage point. */
const tenths = (share: number): number => Math.round(1000 * share) || 0;
const percent = (share: number): number => tenths(share) / 10;

export function mixRefusalInWords(
  language: Language,
  { rule, window, group, needed, found }: MixRefusal,
  names: Names,
): string {
  const isShare = rule === 'too-little-covered';
  const shown = (value: number | undefined) => (value === undefined ? 0 : isShare ? percent(value) : value);
  return say(language, `audience.refusal.${rule}`, {
    window: say(language, `audience.window.${window ?? 'window'}`),
    group: group === undefined ? '' : groupName(language, group, names),
    needed: shown(needed),
    // What falls short by a hair is not rounded up to what is needed.
    found: isShare ? Math.min(shown(found), shown(needed) - 0.1) : shown(found),
  });
}

const direction = (value: number): 'up' | 'down' | 'same' => (value > 0 ? 'up' : value < 0 ? 'down' : 'same');

/** The change, its two parts, the standardised share and what they are of; or why there are none. */
export function mixInWords(
  language: Language,
  { result, refusals }: { readonly result: MixAndChoice | null; readonly refusals: readonly MixRefusal[] },
  {
    base,
    window,
    isYearBefore,
  }: { readonly base: Breakdown; readonly window: Breakdown; readonly isYearBefore: boolean },
  names: Names,
): string[] {
  if (!result) {
    return [
      say(language, 'audience.refused'),
      ...refusals.map((refusal) => mixRefusalInWords(language, refusal, names)),
    ];
  }
  const { change, mix, groups, before, after, standardised } = result;
  // What is shown of choice is what is left of the shown change, so that the shown parts add up.
  const shownChange = tenths(after.share) - tenths(before.share);
  const shownMix = tenths(mix);
  const shownChoice = shownChange - shownMix;
  const points = (value: number) => Math.abs(value) / 10;
  const sentences = [
    say(language, `audience.change.${direction(shownChange)}`, {
      points: points(shownChange),
      before: percent(before.share),
      after: percent(after.share),
      low: percent(change.low),
      high: percent(change.high),
    }),
  ];
  if (change.low <= 0 && change.high >= 0) sentences.push(say(language, 'audience.unclear'));
  const lead = groups
    .filter(({ mix: own }) => direction(tenths(own)) === direction(shownMix))
    .toSorted((one, other) => Math.abs(other.mix) - Math.abs(one.mix))[0];
  if (shownMix === 0) sentences.push(say(language, 'audience.mix.same'));
  else {
    sentences.push(say(language, `audience.mix.${direction(shownMix)}`, { points: points(shownMix) }));
    if (lead) {
      sentences.push(
        say(language, lead.partAfter >= lead.partBefore ? 'audience.lead.grew' : 'audience.lead.shrank', {
          group: groupName(language, lead.group, names),
          before: percent(lead.partBefore),
          after: percent(lead.partAfter),
          countBefore: lead.countBefore,
          countAfter: lead.countAfter,
        }),
      );
    }
  }
  sentences.push(
    say(language, `audience.choice.${direction(shownChoice)}`, { points: points(shownChoice) }),
    say(language, 'audience.standardised', {
      share: percent(standardised.share),
      low: percent(standardised.low),
      high: percent(standardised.high),
    }),
  );
  if (base.known < base.total || window.known < window.total) {
    sentences.push(
      say(language, 'audience.covered', {
        base: percent(base.coverage ?? 0),
        window: percent(window.coverage ?? 0),
      }),
    );
  }
  const calendarMonths = ({ months }: Breakdown) =>
    months
      .map((month) => month.slice(5, 7))
      .sort()
      .join(' ');
  if (isYearBefore && calendarMonths(base) !== calendarMonths(window)) {
    sentences.push(say(language, 'audience.otherMonths'));
  }
  sentences.push(say(language, 'audience.caution'));
  return sentences;
}
