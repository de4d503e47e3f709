import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { addDays, isDay } from '../day.ts';
import { evaluateEffect } from './evaluate.ts';
import { type EffectNumbers, type EffectResult, type Estimand, estimands, type Shape, shapes } from './result.ts';
import { readEventsFile, readSeriesFile, SeriesFileError, spanOf } from './series-file.ts';
import { effectInWords } from './words.ts';

const usage = `tilik effect --series FILE.csv --start YYYY-MM-DD --end YYYY-MM-DD    Judge a campaign on any series.

  --series FILE          CSV with a column on (day, Monday of an ISO week, or month) and electronic; optionally ordinary,
                         open_days; any further column is a covariate
  --shape SHAPE          step, pulse, ramp or decay, as it was declared beforehand (step)
  --estimand WHAT        extra (applications), share (odds of the electronic passport) or value (a column value)
  --launch DAY           first day of the e-passport
  --events FILE          CSV of what else moved the figures: name, kind, starts, ends, confounds
  --by COLUMN            the column that names many series in one file; one result each
  --ungated              the engine's numbers even where a rule refuses; the verdict stays NOT COMPUTED
  --json                 one JSON object a line
  --lang id|en           language of the sentences

Exit: 0 every series was judged or refused with its rule, 2 the file or an option could not be read.`;

/** One series as a line of JSON. */
export function effectLine(series: string, result: EffectResult): Record<string, unknown> {
  const numbers: EffectNumbers | undefined = result.kind === 'computed' ? result.numbers : result.ungated;
  return {
    series,
    verdict: result.verdict,
    estimand: result.plan.estimand,
    shape: result.plan.shape,
    grain: result.grain,
    ...(result.kind === 'not-computed' && result.ungated && { ungated: true }),
    logEffect: numbers?.logEffect ?? null,
    probability: numbers?.probability ?? null,
    extra: numbers?.extra ?? null,
    ...(numbers?.points && { points: numbers.points }),
    ...(numbers?.split && { split: numbers.split }),
    preOnly: numbers?.preOnly ?? null,
    sensitivity: numbers?.sensitivity ?? [],
    placebos: numbers?.placebos ?? null,
    diagnostics: numbers?.diagnostics ?? null,
    mde: numbers?.mde ?? null,
    gates: numbers?.gates ?? [],
    refusals: result.refusals,
    warnings: result.warnings,
  };
}

/** `tilik effect`: gives the exit code. */
export async function effectCommand(arguments_: readonly string[], print: (line: string) => void): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...arguments_],
      options: {
        series: { type: 'string' },
        start: { type: 'string' },
        end: { type: 'string' },
        shape: { type: 'string', default: 'step' },
        estimand: { type: 'string', default: 'extra' },
        launch: { type: 'string' },
        events: { type: 'string' },
        by: { type: 'string' },
        ungated: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'id' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usage);
      return 0;
    }
    const { series: path, start, end } = values;
    if (path === undefined || start === undefined || end === undefined)
      throw new SeriesFileError('--series, --start and --end are needed');
    if (!shapes.includes(values.shape as Shape)) throw new SeriesFileError(`--shape is one of ${shapes.join(', ')}`);
    if (!estimands.includes(values.estimand as Estimand))
      throw new SeriesFileError(`--estimand is one of ${estimands.join(', ')}`);
    if (values.launch !== undefined && !isDay(values.launch))
      throw new SeriesFileError('--launch is a day: YYYY-MM-DD');
    const window = spanOf(start, end);
    const estimand = values.estimand as Estimand;
    const events =
      values.events === undefined ? [] : readEventsFile(await readFile(values.events, 'utf8'), basename(values.events));
    const list = readSeriesFile(await readFile(path, 'utf8'), basename(path), estimand, values.by);
    const language = values.lang === 'en' ? 'en' : 'id';
    for (const { name, grain, figures, covariates, troubles } of list) {
      const last = figures.at(-1)?.period.to;
      const result = evaluateEffect(
        {
          grain,
          estimand,
          figures,
          covariates,
          campaign: { id: 'campaign', shape: values.shape as Shape, ...window },
          window,
          otherCampaigns: [],
          events,
          launchedOn: values.launch ?? null,
          // What the file holds is over; what it does not hold yet has not happened.
          today: last === undefined ? '0001-01-01' : addDays(last, 1),
          troubles,
        },
        { ungated: values.ungated },
      );
      print(values.json ? JSON.stringify(effectLine(name, result)) : `${name}: ${effectInWords(language, result)}`);
    }
    return 0;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const isTheirs =
      error instanceof SeriesFileError || code === 'ENOENT' || code === 'EISDIR' || code?.startsWith('ERR_PARSE_ARGS');
    if (!isTheirs && (error as { name?: string }).name !== 'ProblemError') throw error;
    process.stderr.write(`${message}\n\n${usage}\n`);
    return 2;
  }
}
