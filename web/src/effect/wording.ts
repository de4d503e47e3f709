import type { Language } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatChange, formatDecimal, formatPoints, formatProbability } from '../ui/format.ts';
import type { Whisker } from './forest.ts';
import type { EffectNumbers } from './queries.ts';

/** A log effect as a ratio with its interval: `1,42 (1,23 – 1,63)`. */
export const ratioInWords = ({ estimate, lower, upper }: Whisker, language: Language): string =>
  `${formatDecimal(Math.exp(estimate), language)} (${formatDecimal(Math.exp(lower), language)} – ${formatDecimal(Math.exp(upper), language)})`;

/** A total with its interval: `+1.557 (+889 – +2.267)`. */
export const totalInWords = ({ estimate, lower, upper }: Whisker, language: Language): string =>
  `${formatChange(Math.round(estimate), language)} (${formatChange(Math.round(lower), language)} – ${formatChange(Math.round(upper), language)})`;

/** Percentage points, given as such: `+6,7 (+3,8 – +9,8)`. */
export const pointsInWords = ({ estimate, lower, upper }: Whisker, language: Language): string =>
  `${formatPoints(estimate / 100, language)} (${formatPoints(lower / 100, language)} – ${formatPoints(upper / 100, language)})`;

/** Where the campaign stands among the windows in which nothing happened, and the least that the rank could be. */
export function placebosInWords({ placebos }: EffectNumbers, t: Words, language: Language): string {
  const { windows, asExtreme, probability } = placebos;
  if (probability === null) return t('effect.placebos.none');
  return t('effect.placebos.rank', {
    windows: windows.length,
    asExtreme,
    probability: formatProbability(probability, language),
    windowsMore: windows.length + 1,
    asExtremeMore: asExtreme + 1,
    least: formatProbability(1 / (windows.length + 1), language),
  });
}

const warnings = ['judged-as-one-block', 'short-before'] as const;

/** A warning of the engine in words; of a covariate it says which. */
export function warningInWords(warning: string, t: Words): string {
  const [code = '', subject = ''] = warning.split(':');
  if (code === 'covariate-incomplete') return t('effect.warnings.covariate-incomplete', { subject });
  const known = warnings.find((each) => each === code);
  return known ? t(`effect.warnings.${known}`) : warning;
}

const reasons = ['collinear', 'no-variation', 'not-converged', 'not-estimable', 'separated', 'too-few'] as const;

/** Why another model could not be fitted. */
export function modelRefusedInWords(reason: string, t: Words): string {
  const known = reasons.find((each) => each === reason);
  return known ? t(`effect.sensitivity.refused.${known}`) : t('effect.sensitivity.refused.not-estimable');
}
