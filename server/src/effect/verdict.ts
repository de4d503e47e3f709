import type { Diagnostics, Estimand, GateOutcome, Placebos, ScaleEstimate, SensitivityRow, Verdict } from './result.ts';

/** Thresholds of the gates, each a judgement that the calibration was made with. */
export const thresholds = {
  probability: 0.05,
  placebosMin: 5,
  /** From so many placebos on, one in twenty may be as far out. */
  placebosMany: 20,
  placeboShareMax: 0.05,
  ljungBox: 0.01,
  /** Of eight forecasts at 95 %, fewer than six hold once in two hundred. */
  lastCoveredShareMin: 0.75,
} as const;

/** Which of the gates between an estimate and the word SUPPORTED stand open (EVALUATION §5, §11). */
export function gatesOf({
  logEffect,
  probability,
  sensitivity,
  placebos,
  diagnostics,
}: {
  readonly logEffect: ScaleEstimate;
  /** After Holm, where the campaign is one of a family. */
  readonly probability: number;
  readonly sensitivity: readonly SensitivityRow[];
  readonly placebos: Placebos;
  readonly diagnostics: Diagnostics;
}): GateOutcome[] {
  const otherSign = sensitivity.find(({ effect }) => effect && effect.estimate * logEffect.estimate < 0);
  const isClear = probability < thresholds.probability;
  return [
    { gate: 'interval', passed: isClear, ...(!isClear && { reason: 'holds-nothing' }) },
    companionGate(sensitivity),
    placeboGate(placebos),
    otherSign
      ? {
          gate: 'signs',
          passed: false,
          reason: otherSign.model,
          ...(otherSign.subject && { subject: otherSign.subject }),
        }
      : { gate: 'signs', passed: true },
    diagnosticGate(diagnostics),
  ];
}

/** Models that must say it too, each with an interval that excludes nothing. */
const companions = ['pre-only', 'gls-ar1'] as const;

/**
 * Where errors hang together for long (AR .8, a random walk) the engine's interval excludes nothing in 7 to 10 of a
 * hundred campaigns that did nothing, and placebos close only a few of those. The forecast from before, which assumes no
 * shape, and AR(1) errors with the degrees of freedom that such a series is worth, err at other times.
 */
function companionGate(sensitivity: readonly SensitivityRow[]): GateOutcome {
  const holding = companions.find((model) => {
    const effect = sensitivity.find((row) => row.model === model)?.effect;
    return !effect || (effect.lower <= 0 && effect.upper >= 0);
  });
  return holding
    ? { gate: 'companions', passed: false, reason: `companion-${holding}` }
    : { gate: 'companions', passed: true };
}

function placeboGate({ windows, asExtreme }: Placebos): GateOutcome {
  if (windows.length < thresholds.placebosMin) return { gate: 'placebos', passed: false, reason: 'too-few-placebos' };
  const allowed =
    windows.length >= thresholds.placebosMany ? Math.floor(thresholds.placeboShareMax * windows.length) : 0;
  return asExtreme <= allowed
    ? { gate: 'placebos', passed: true }
    : { gate: 'placebos', passed: false, reason: 'inside-placebos' };
}

function diagnosticGate({ ljungBox, lastCovered, outliers }: Diagnostics): GateOutcome {
  const failed = (reason: string, subject?: string): GateOutcome => ({
    gate: 'diagnostics',
    passed: false,
    reason,
    ...(subject !== undefined && { subject }),
  });
  if (ljungBox && ljungBox.probability < thresholds.ljungBox) return failed('autocorrelation');
  if (lastCovered && lastCovered.covered < thresholds.lastCoveredShareMin * lastCovered.of)
    return failed('forecasts-missed');
  // One period that stands far out can be the whole effect.
  const inside = outliers.find(({ isAfterStart }) => isAfterStart);
  return inside ? failed('outlier-in-window', inside.on) : { gate: 'diagnostics', passed: true };
}

/** SUPPORTED with every gate open; SUGGESTIVE where the interval is clear and one other gate is not; else the third word. */
export function verdictOf(gates: readonly GateOutcome[]): Exclude<Verdict, 'NOT COMPUTED'> {
  const closed = gates.filter(({ passed }) => !passed);
  if (closed.some(({ gate }) => gate === 'interval')) return 'NOT DISTINGUISHABLE';
  if (closed.length === 0) return 'SUPPORTED';
  return closed.length === 1 ? 'SUGGESTIVE' : 'NOT DISTINGUISHABLE';
}

/** z.975 + z.8, the sum that EVALUATION §10 rounds to 2.8. */
const detectableSds = 2.8;

/** Smallest effect found four times in five by a design whose log effect has this sd: relative, of odds, or absolute. */
export const minimumDetectable = (sd: number, estimand: Estimand): number =>
  estimand === 'value' ? detectableSds * sd : Math.expm1(detectableSds * sd);
