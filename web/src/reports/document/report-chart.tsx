import type { Chart, ColumnKind, Language, Table } from '@tilik/server/client';
import type { ReactElement } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { catalogues } from '../../language.ts';
import { apart } from '../../ui/month-lines.ts';
import {
  type Axis,
  axisFor,
  type ChartMark,
  type Drawn,
  type DrawnSeries,
  drawnOf,
  marksOf,
  reachOf,
  runsOf,
  wrapped,
} from './chart-layout.ts';
import { Area, colourOf, inkOf, Path, Point, Swatch } from './chart-parts.tsx';
import { formatCell, formatTick } from './format-cell.ts';

/** How large a chart is drawn; its letters are so high, and everything else goes by them. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly text: number;
}

/** As wide as the text of an A4 page. */
const pageSize: ChartSize = { width: 642, height: 240, text: 11 };

/** How wide a letter is, on the whole, against its height. */
const letter = 0.56;

interface ReportChartProps {
  readonly chart: Chart;
  /** The table it draws. */
  readonly table: Table;
  readonly language: Language;
  /** That of a printed page, unless given. */
  readonly size?: ChartSize;
}

/**
 * A chart of a report as it is printed and shown: drawn at once and without measuring anything, so that it is the same
 * on the page, on paper and on a slide. The picture carries its name itself: that is where a PDF looks for it.
 */
export function ReportChart(given: ReportChartProps): ReactElement {
  return (
    <IntlProvider locale={given.language} messages={catalogues[given.language]} timeZone="Asia/Jakarta">
      <DrawnChart {...given} />
    </IntlProvider>
  );
}

function DrawnChart({ chart, table, language, size = pageSize }: ReportChartProps): ReactElement {
  const t = useTranslations('reports.document');
  const drawn = drawnOf(chart, table, language);
  const all = [...drawn.primary, ...drawn.secondary];
  if (all.length === 0) return <p className="report-note">{t('chartEmpty')}</p>;
  const isBars = chart.form === 'bars';
  const name = `${chart.title[language]}. ${chart.says[language]}`;
  const periods = isBars ? undefined : periodsLayout(chart, drawn, size, language);
  const hasRanges = all.some(({ ranges }) => ranges.some((range) => range !== null));
  const hasBands = periods?.marks.some(({ kind }) => kind === 'campaign') ?? false;
  return (
    <>
      {all.length > 1 || hasRanges || hasBands ? (
        <ul className="report-legend">
          {all.map(({ series, column, ranges }) => (
            <li key={column.key}>
              <Swatch role={series.role} isLine={!isBars && (chart.form === 'lines' || series.secondAxis === true)} />
              {column.label[language]}
              {series.secondAxis ? ` (${t('chartSecond')})` : ''}
              {ranges.some((range) => range !== null) ? `, ${t('chartRange')}` : ''}
            </li>
          ))}
          {hasBands ? (
            <li>
              <svg className="report-swatch" width="14" height="11" aria-hidden="true">
                <rect width="14" height="11" fill="var(--band)" />
                <rect width="14" height="2.5" fill="var(--ink-soft)" />
              </svg>
              {t('chartBand')}
            </li>
          ) : null}
        </ul>
      ) : null}
      {periods ? (
        <Periods chart={chart} drawn={drawn} size={size} language={language} layout={periods} name={name} />
      ) : (
        <Bars drawn={drawn} size={size} isFixed={size !== pageSize} language={language} name={name} />
      )}
      {drawn.left > 0 ? <p className="report-note">{t('chartRows', { count: drawn.left })}</p> : null}
      {periods && periods.told.length > 0 ? (
        <p className="report-note">{t('chartMarks', { names: periods.told.join('; ') })}</p>
      ) : null}
    </>
  );
}

const kindOf = (series: readonly DrawnSeries[]): ColumnKind => series[0]?.column.kind ?? 'count';

interface PeriodsLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly laneHeight: number;
  readonly step: number;
  readonly first: Axis | null;
  readonly second: Axis | null;
  readonly secondWidth: number;
  readonly marks: readonly ChartMark[];
  readonly lanes: number;
  readonly told: readonly string[];
}

/** Where everything stands that goes along an axis of months or other categories. */
function periodsLayout(chart: Chart, drawn: Drawn, { width, text }: ChartSize, language: Language): PeriodsLayout {
  const axis = (series: readonly DrawnSeries[], isStacked: boolean): Axis | null =>
    series.length === 0 ? null : axisFor(reachOf(series, isStacked), kindOf(series) === 'share');
  const first = axis(drawn.primary, chart.form === 'stacked-columns');
  const second = axis(drawn.secondary, false);
  const room = (own: Axis | null, series: readonly DrawnSeries[]) =>
    own === null
      ? 0
      : Math.max(...own.ticks.map((tick) => formatTick(tick, kindOf(series), own.step, language).length)) *
          text *
          letter +
        10;
  const left = Math.max(room(first, drawn.primary), 8);
  const secondWidth = room(second, drawn.secondary);
  const right = secondWidth + 15 * text * letter + 12;
  const count = Math.max(1, drawn.categories.length);
  const step = (width - left - right) / count;
  const placed = marksOf(chart, drawn, step, text * letter, language);
  const laneHeight = text * 1.75;
  const longest = Math.max(1, ...drawn.categories.map((category) => category.length));
  const lines = drawn.kind === 'month' ? 1 : Math.min(3, Math.ceil((longest * text * letter) / Math.max(step - 4, 1)));
  return {
    left,
    right,
    top: placed.lanes * laneHeight + text,
    bottom: lines * text * 1.25 + 10,
    laneHeight,
    step,
    first,
    second,
    secondWidth,
    ...placed,
  };
}

function Periods({
  chart,
  drawn,
  size: { width, height, text },
  language,
  layout,
  name,
}: {
  chart: Chart;
  drawn: Drawn;
  size: ChartSize;
  language: Language;
  layout: PeriodsLayout;
  name: string;
}): ReactElement {
  const { left, right, top, bottom, step, first, second } = layout;
  const end = width - right;
  const foot = height - bottom;
  const scale =
    ({ low, high }: Axis) =>
    (value: number) =>
      foot - ((value - low) / (high - low)) * (foot - top);
  const onFirst = scale(first ?? { low: 0, high: 1, step: 1, ticks: [] });
  const onSecond = scale(second ?? { low: 0, high: 1, step: 1, ticks: [] });
  const centre = (at: number) => left + (at + 0.5) * step;
  const isMonths = drawn.kind === 'month';
  const every = isMonths ? Math.max(1, Math.ceil((6.5 * text * letter + 6) / step)) : 1;
  // Counted back from the last, which is the one that the report is about.
  const isNamed = (at: number) => (drawn.categories.length - 1 - at) % every === 0;
  const isLines = chart.form === 'lines';
  const lineSeries = [
    ...(isLines ? drawn.primary.map((series) => ({ series, y: onFirst })) : []),
    ...drawn.secondary.map((series) => ({ series, y: onSecond })),
  ];
  const rects = isLines ? [] : rectsOf(drawn.primary, chart.form === 'stacked-columns', left, step, onFirst);
  const firstTicks = first?.ticks ?? [];
  return (
    <svg className="report-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name} fontSize={text}>
      <g>
        {layout.marks.map((mark) =>
          mark.kind === 'campaign' && layout.lanes <= 3 ? (
            <rect
              key={`${mark.lane} ${mark.first} ${mark.name}`}
              x={left + mark.first * step}
              y={top - 4}
              width={(mark.last - mark.first + 1) * step}
              height={foot - top + 4}
              fill="var(--band)"
            />
          ) : null,
        )}
      </g>
      {(firstTicks.length > 0 ? firstTicks : (second?.ticks ?? [])).map((tick) => {
        const y = firstTicks.length > 0 ? onFirst(tick) : onSecond(tick);
        return <line key={tick} x1={left} x2={end} y1={y} y2={y} stroke="var(--line)" strokeWidth={0.8} />;
      })}
      {first
        ? first.ticks.map((tick) => (
            <text key={tick} x={left - 6} y={onFirst(tick) + text * 0.35} textAnchor="end" fill="var(--ink-soft)">
              {formatTick(tick, kindOf(drawn.primary), first.step, language)}
            </text>
          ))
        : null}
      {second
        ? second.ticks.map((tick) => (
            <text key={tick} x={end + 6} y={onSecond(tick) + text * 0.35} fill="var(--ink-soft)">
              {formatTick(tick, kindOf(drawn.secondary), second.step, language)}
            </text>
          ))
        : null}
      {layout.marks.map((mark) =>
        mark.kind === 'campaign' ? null : (
          <line
            key={`${mark.lane} ${mark.first} ${mark.name}`}
            x1={centre(mark.first)}
            x2={centre(mark.first)}
            y1={mark.lane * layout.laneHeight + 4}
            y2={foot}
            stroke={mark.kind === 'launch' ? 'var(--electronic)' : 'var(--ink-soft)'}
            strokeWidth={mark.kind === 'launch' ? 1.6 : 1}
            strokeDasharray={mark.kind === 'launch' ? 'none' : '2 3'}
          />
        ),
      )}
      {rects.map(({ key, role, x, y, width: wide, height: high, range }) => (
        <g key={key}>
          <Area role={role} x={x} y={y} width={wide} height={high} />
          {range ? <Whisker x={x + wide / 2} low={onFirst(range[0])} high={onFirst(range[1])} /> : null}
        </g>
      ))}
      {lineSeries.map(({ series, y }) => (
        <Band key={series.column.key} series={series} centre={centre} y={y} />
      ))}
      {lineSeries.map(({ series: { series, column, values }, y }) => (
        <g key={column.key}>
          {runsOf(values).map((run) => (
            <Path key={run[0]} role={series.role} points={run.map((at) => [centre(at), y(values[at] ?? 0)] as const)} />
          ))}
          {values.map((value, at) =>
            value === null || values.length > 36 ? null : (
              <Point key={drawn.keys[at] ?? at} role={series.role} x={centre(at)} y={y(value)} size={text * 0.24} />
            ),
          )}
        </g>
      ))}
      <line x1={left} x2={end} y1={onFirst(0)} y2={onFirst(0)} stroke="var(--ink-soft)" strokeWidth={0.9} />
      {drawn.categories.map((category, at) =>
        isNamed(at) ? (
          <text key={drawn.keys[at] || category} y={foot + text * 1.35} textAnchor="middle" fill="var(--ink-soft)">
            {(isMonths ? [category] : wrapped(category, Math.max(4, Math.floor((step - 4) / (text * letter))), 3)).map(
              (line, row) => (
                <tspan key={line} x={centre(at)} dy={row === 0 ? 0 : text * 1.2}>
                  {line}
                </tspan>
              ),
            )}
          </text>
        ) : null,
      )}
      <SeriesNames
        drawn={drawn}
        rects={rects}
        isLines={isLines}
        x={end + layout.secondWidth + 8}
        bottom={foot}
        text={text}
        language={language}
        onFirst={onFirst}
        onSecond={onSecond}
      />
      {layout.marks.map((mark) => (
        <MarkName
          key={`${mark.lane} ${mark.first} ${mark.name}`}
          mark={mark}
          layout={layout}
          text={text}
          end={end}
          centre={centre(mark.first)}
        />
      ))}
    </svg>
  );
}

interface Rect {
  readonly key: string;
  readonly column: string;
  readonly at: number;
  readonly role: DrawnSeries['series']['role'];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly range: readonly [number, number] | null;
}

/** Columns on each other or beside each other; a value that is not there takes no room. */
function rectsOf(
  all: readonly DrawnSeries[],
  isStacked: boolean,
  left: number,
  step: number,
  y: (value: number) => number,
): Rect[] {
  const room = Math.min(step * 0.72, 60);
  const width = isStacked ? room : room / Math.max(1, all.length);
  const reached = new Map<number, number>();
  return all.flatMap(({ series, column, values, ranges }, index) =>
    values.flatMap((value, at): Rect[] => {
      if (value === null) return [];
      const from = isStacked ? (reached.get(at) ?? 0) : 0;
      const to = from + value;
      reached.set(at, to);
      const start = left + (at + 0.5) * step - room / 2;
      return [
        {
          key: `${column.key} ${at}`,
          column: column.key,
          at,
          role: series.role,
          x: isStacked ? start : start + index * width,
          y: Math.min(y(from), y(to)),
          width: isStacked ? width : width * 0.92,
          height: Math.abs(y(from) - y(to)),
          range: isStacked ? null : (ranges[at] ?? null),
        },
      ];
    }),
  );
}

function Whisker({ x, low, high }: { x: number; low: number; high: number }): ReactElement {
  return (
    <path
      d={`M${x - 3} ${low}H${x + 3}M${x - 3} ${high}H${x + 3}M${x} ${low}V${high}`}
      stroke="var(--ink)"
      strokeWidth={1}
      fill="none"
    />
  );
}

/** The intervals of a line's values; of a value that stands alone, from end to end. */
function Band({
  series: { series, ranges },
  centre,
  y,
}: {
  series: DrawnSeries;
  centre: (at: number) => number;
  y: (value: number) => number;
}): ReactElement {
  const at = (place: number, end: 0 | 1) => `${centre(place)} ${y(ranges[place]?.[end] ?? 0)}`;
  return (
    <>
      {runsOf(ranges).map((run) => {
        const [only] = run;
        if (run.length === 1 && only !== undefined) {
          const range = ranges[only] ?? [0, 0];
          return <Whisker key={only} x={centre(only)} low={y(range[0])} high={y(range[1])} />;
        }
        const up = run.map((place) => at(place, 1));
        const down = run.toReversed().map((place) => at(place, 0));
        return (
          <path
            key={only}
            d={`M${[...up, ...down].join('L')}Z`}
            fill={colourOf[series.role]}
            fillOpacity={0.16}
            stroke={colourOf[series.role]}
            strokeOpacity={0.35}
            strokeWidth={0.6}
          />
        );
      })}
    </>
  );
}

/** The name of each series with its last value, beside where it ends. */
function SeriesNames({
  drawn,
  rects,
  isLines,
  x,
  bottom,
  text,
  language,
  onFirst,
  onSecond,
}: {
  drawn: Drawn;
  rects: readonly Rect[];
  isLines: boolean;
  x: number;
  bottom: number;
  text: number;
  language: Language;
  onFirst: (value: number) => number;
  onSecond: (value: number) => number;
}): ReactElement {
  const names = [...drawn.primary, ...drawn.secondary].map(({ series, column, values }) => {
    const last = values.findLastIndex((value) => value !== null);
    const value = values[last] ?? 0;
    const rect = rects.find((each) => each.column === column.key && each.at === last);
    const isFirst = series.secondAxis !== true;
    const y = isFirst ? (rect && !isLines ? rect.y + rect.height / 2 : onFirst(value)) : onSecond(value);
    return {
      role: series.role,
      key: column.key,
      y,
      lines: [...wrapped(column.label[language], 15, 2), formatCell(value, column.kind, language)],
    };
  });
  const most = Math.max(...names.map(({ lines }) => lines.length));
  const high = Math.min(most * text * 1.15 + 3, (bottom + text) / names.length);
  const places = apart(
    names.map(({ y }) => y),
    high,
    bottom - high / 2 + text * 0.5,
  );
  return (
    <>
      {names.map(({ key, role, lines }, index) => (
        <text key={key} fontWeight={600} fill={inkOf(role)}>
          {lines.map((line, row) => (
            <tspan
              key={line}
              x={x}
              y={(places[index] ?? 0) + (row - (lines.length - 1) / 2) * text * 1.15 + text * 0.35}
            >
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </>
  );
}

function MarkName({
  mark: { kind, first, last, lane, name },
  layout: { left, laneHeight, step },
  text,
  end,
  centre,
}: {
  mark: ChartMark;
  layout: PeriodsLayout;
  text: number;
  end: number;
  centre: number;
}): ReactElement {
  const y = lane * laneHeight;
  const start = kind === 'campaign' ? left + first * step : centre + 4;
  // A name that would run past the plot is written to end with it.
  const x = Math.max(left, Math.min(start, end - name.length * text * letter));
  const ends = x < start - 6;
  return (
    <>
      <text
        x={ends ? (kind === 'campaign' ? end : centre - 4) : x}
        y={y + text}
        textAnchor={ends ? 'end' : 'start'}
        fontWeight={kind === 'launch' ? 700 : 500}
        fill={kind === 'launch' ? 'var(--electronic)' : 'var(--ink-soft)'}
      >
        {name}
      </text>
      {kind === 'campaign' ? (
        <rect
          x={left + first * step}
          y={y + text * 1.32}
          width={(last - first + 1) * step}
          height={2.4}
          fill="var(--ink-soft)"
        />
      ) : null}
    </>
  );
}

/** Bars that lie, one below the other, each with its value at its end. */
function Bars({
  drawn,
  size: { width, height, text },
  isFixed,
  language,
  name,
}: {
  drawn: Drawn;
  size: ChartSize;
  isFixed: boolean;
  language: Language;
  name: string;
}): ReactElement {
  const all = [...drawn.primary, ...drawn.secondary];
  const kind = kindOf(all);
  const longest = Math.max(1, ...drawn.categories.map((category) => category.length));
  const left = Math.min(width * 0.36, longest * text * letter + 12);
  const letters = Math.max(6, Math.floor((left - 8) / (text * letter)));
  const isTwo = drawn.categories.some((category) => category.length > letters);
  const rowNeeded = Math.max(all.length * text * 1.45 + 8, isTwo ? text * 2.9 : 0);
  const whole = isFixed ? height : drawn.categories.length * rowNeeded + 6;
  const row = (whole - 6) / Math.max(1, drawn.categories.length);
  const right = 14 * text * letter;
  const axis = axisFor(reachOf(all, false), kind === 'share');
  const x = (value: number) => left + ((value - axis.low) / (axis.high - axis.low)) * (width - left - right);
  const thick = Math.min((row - 6) / all.length, text * 2);
  return (
    <svg className="report-chart" viewBox={`0 0 ${width} ${whole}`} role="img" aria-label={name} fontSize={text}>
      {axis.ticks.map((tick) => (
        <line key={tick} x1={x(tick)} x2={x(tick)} y1={0} y2={whole} stroke="var(--line)" strokeWidth={0.8} />
      ))}
      {drawn.categories.map((category, at) => {
        const middle = 3 + (at + 0.5) * row;
        const lines = wrapped(category, letters, 2);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars stand in their order, and two may have one name
          <g key={`${at} ${category}`}>
            <text fill="var(--ink)" textAnchor="end">
              {lines.map((line, place) => (
                <tspan
                  key={line}
                  x={left - 8}
                  y={middle + (place - (lines.length - 1) / 2) * text * 1.15 + text * 0.35}
                >
                  {line}
                </tspan>
              ))}
            </text>
            {all.map(({ series, column, values, cells, ranges }, index) => {
              const value = values[at] ?? null;
              const range = ranges[at] ?? null;
              const y = middle + (index - all.length / 2) * thick;
              const beyond = Math.max(x(value ?? 0), x(0), range === null ? 0 : x(range[1]));
              return value === null ? (
                <text key={column.key} x={x(0) + 6} y={y + thick / 2 + text * 0.35} fill="var(--ink-soft)">
                  {formatCell(cells[at] ?? '', column.kind, language)}
                </text>
              ) : (
                <g key={column.key}>
                  <Area
                    role={series.role}
                    x={Math.min(x(0), x(value))}
                    y={y + thick * 0.08}
                    width={Math.abs(x(value) - x(0))}
                    height={thick * 0.84}
                  />
                  {range === null ? null : (
                    <path
                      d={`M${x(range[0])} ${y + thick / 2 - 3}v6m0 -3H${x(range[1])}m0 -3v6`}
                      stroke="var(--ink)"
                      strokeWidth={1}
                      fill="none"
                    />
                  )}
                  <text x={beyond + 6} y={y + thick / 2 + text * 0.35} fill="var(--ink)">
                    {formatCell(value, column.kind, language)}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
      <line x1={x(0)} x2={x(0)} y1={0} y2={whole} stroke="var(--ink-soft)" strokeWidth={0.9} />
    </svg>
  );
}
