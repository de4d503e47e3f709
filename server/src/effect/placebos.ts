import { mixtureMean, mixtureSd } from '../stats/normal-mixture.ts';
import type { Design } from './design.ts';
import { rulesOf } from './design.ts';
import { effectMixture, fitEngine } from './engine.ts';
import type { Placebos, PlaceboWindow } from './result.ts';

/**
 * The same model on windows of the pre-period in which nothing happened: how large an effect does it see where there
 * was none? Windows are as long as the real one, do not overlap, go back from the campaign's start, and have a year
 * before them. Nothing after a window is looked at, as nothing after the real one is.
 */
export function placebosOf(design: Design, real: number, most = Number.POSITIVE_INFINITY): Placebos {
  const length = design.series.length - design.start;
  const shape = design.shape.slice(design.start);
  const windows: PlaceboWindow[] = [];
  const earliest = rulesOf[design.grain].placeboBefore;
  const possible = Math.max(0, Math.floor((design.start - earliest) / length));
  let to = design.start;
  while (to - length >= earliest && windows.length < most) {
    const from = to - length;
    // Where something happened the window moves on by one period: the next quiet stretch is not to be missed by a raster.
    if (!design.isUndisturbed(from, to - 1)) {
      to -= 1;
      continue;
    }
    const fit = fitEngine(
      {
        series: design.series.slice(0, to),
        samplingVariance: design.samplingVariance?.slice(0, to),
        columns: design.columns.map((column) => ({ ...column, values: column.values.slice(0, to) })),
        shape: [...new Array<number>(from).fill(0), ...shape],
      },
      { mayDropAny: true },
    );
    to = from;
    if ('refused' in fit) continue;
    const effect = effectMixture(fit);
    windows.push({
      from: design.figures[from]?.period.from ?? '',
      to: design.figures[from + length - 1]?.period.to ?? '',
      estimate: mixtureMean(effect),
      sd: mixtureSd(effect),
    });
  }
  const asExtreme = windows.filter(({ estimate }) => Math.abs(estimate) >= Math.abs(real)).length;
  return {
    windows: windows.reverse(),
    skipped: Math.max(0, possible - windows.length),
    asExtreme,
    // The real window is one of them under no effect, so that the smallest p is 1/(J + 1), never 0.
    probability: windows.length === 0 ? null : (asExtreme + 1) / (windows.length + 1),
  };
}
