import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, type ReactNode, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatChange, formatCount, formatPeriod, formatPoints, formatShare, formatShort } from '../ui/format.ts';
import { type Mark, type Placement, placeMarks } from '../ui/marks.ts';
import { bandPath, type EffectPoint, linePath, roundTicks, runsOf, timeTicks } from './series.ts';

const laneHeight = 15;
const axisWidth = 54;
const wideEnough = 620;
const letterWidth = 6;
const lettersMost = 46;
const labelHeight = 15;

/** Something that ran or happened beside the campaign. */
export interface NamedMark extends Mark {
  readonly kind: 'judged' | 'campaign' | 'event';
  /** Its number in the list below the picture, where there is no room for its name. */
  readonly number?: string | undefined;
}

interface Curve {
  readonly key: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly width: number;
  readonly dashes?: string;
  readonly hasDots?: boolean;
  /** Written beside its last point on a wide screen. */
  readonly name?: string;
}

interface Ribbon {
  readonly key: string;
  readonly bands: readonly (readonly [number, number] | null)[];
  readonly colour: string;
  readonly opacity: number;
  /** Drawn by its edges only. */
  readonly isOutlined?: boolean;
}

/**
 * Three pictures over one axis of time: what was recorded against what was expected, the difference of the two, and its
 * running total. Campaigns are bands and events are lines through all of them.
 */
export function EffectChart({
  points,
  grain,
  estimand,
  marks,
}: {
  points: readonly EffectPoint[];
  grain: string;
  estimand: 'share' | 'extra';
  marks: readonly NamedMark[];
}) {
  const t = useWords();
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const isWide = width >= wideEnough;
  const right = isWide ? 128 : 10;
  const plotWidth = Math.max(1, width - axisWidth - right);
  const periodWidth = plotWidth / Math.max(1, points.length);
  const x = (index: number) => axisWidth + (index + 0.5) * periodWidth;
  const shown = (mark: Mark) =>
    mark.name.length > lettersMost ? `${mark.name.slice(0, lettersMost - 1)}…` : mark.name;
  const placed = placeMarks(
    marks.map((mark) => ({ ...mark, endsOn: mark.kind === 'event' ? mark.startsOn : mark.endsOn })),
    points,
    (name) => (Math.min(name.length, lettersMost) * letterWidth + 10) / periodWidth,
  );
  const lanes = isWide ? Math.max(0, ...placed.map(({ lane }) => lane + 1)) : 0;
  const isShare = estimand === 'share';
  const inUnits = (value: number) => (isShare ? formatShare(value, language, 0) : formatShort(value, language));
  const asChange = (value: number) =>
    isShare ? formatPoints(value, language) : formatChange(Math.round(value), language);

  const before = <Value,>(of: (point: EffectPoint) => Value | null) =>
    points.map((point) => (point.isAfterStart ? null : of(point)));
  const after = <Value,>(of: (point: EffectPoint) => Value | null) =>
    points.map((point) => (point.isAfterStart ? of(point) : null));

  const frame = { width, right, periodWidth, x, points, placed, pointed, isWide };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left - axisWidth;
    const index = Math.floor(left / periodWidth);
    setPointed(index >= 0 && index < points.length ? index : null);
  };
  return (
    <div
      ref={ref}
      style={{ position: 'relative', minHeight: width > 0 ? 0 : 620 }}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
    >
      <Legend />
      {width > 0 ? (
        <>
          <Heading>{t(isShare ? 'effect.chart.observedShare' : 'effect.chart.observedExtra', { grain })}</Heading>
          <Plot
            {...frame}
            height={230}
            lanes={lanes}
            nameOf={shown}
            startsAtZero={!isShare}
            tickName={inUnits}
            ribbons={[
              { key: 'before', bands: before(({ band }) => band), colour: 'var(--comparison)', opacity: 0.1 },
              { key: 'after', bands: after(({ band }) => band), colour: 'var(--comparison)', opacity: 0.26 },
              {
                key: 'forecast',
                bands: after(({ forecastBand }) => forecastBand),
                colour: 'var(--ink-soft)',
                opacity: 1,
                isOutlined: true,
              },
            ]}
            curves={[
              { key: 'before', values: before(({ expected }) => expected), colour: 'var(--comparison)', width: 1 },
              {
                key: 'forecast',
                values: after(({ forecast }) => forecast),
                colour: 'var(--ink-soft)',
                width: 1.6,
                dashes: '5 4',
                name: t('effect.chart.forecastShort'),
              },
              {
                key: 'after',
                values: after(({ expected }) => expected),
                colour: 'var(--comparison)',
                width: 2.2,
                name: t('effect.chart.withoutShort'),
              },
              {
                key: 'observed',
                values: points.map(({ observed }) => observed),
                colour: 'var(--share)',
                width: points.length > 120 ? 1.4 : 2,
                hasDots: points.length <= 120,
                name: t('effect.chart.observedShort'),
              },
            ]}
          />
          <Heading>{t(isShare ? 'effect.chart.differenceShare' : 'effect.chart.differenceExtra', { grain })}</Heading>
          <Plot
            {...frame}
            height={150}
            tickName={asChange}
            hasZero
            ribbons={[
              {
                key: 'before',
                bands: before(({ differenceBand }) => differenceBand),
                colour: 'var(--electronic)',
                opacity: 0.1,
              },
              {
                key: 'after',
                bands: after(({ differenceBand }) => differenceBand),
                colour: 'var(--electronic)',
                opacity: 0.28,
              },
            ]}
            curves={[
              // Two questions, so two lines: what the model missed before, and what it makes of the campaign after.
              {
                key: 'before',
                values: before(({ difference }) => difference),
                colour: 'var(--share)',
                width: points.length > 120 ? 1.2 : 1.8,
                hasDots: points.length <= 120,
              },
              {
                key: 'difference',
                values: after(({ difference }) => difference),
                colour: 'var(--share)',
                width: points.length > 120 ? 1.2 : 1.8,
                hasDots: points.length <= 120,
              },
            ]}
          />
          <Heading>{t('effect.chart.cumulative')}</Heading>
          <Plot
            {...frame}
            height={150}
            tickName={(value) => formatShort(value, language)}
            hasZero
            ribbons={[
              {
                key: 'after',
                bands: after(({ cumulativeBand }) => cumulativeBand),
                colour: 'var(--electronic)',
                opacity: 0.28,
              },
            ]}
            curves={[
              {
                key: 'cumulative',
                values: after(({ cumulative }) => cumulative),
                colour: 'var(--share)',
                width: 2,
                hasDots: points.length <= 120,
                name: formatChange(Math.round(points.at(-1)?.cumulative ?? 0), language),
              },
            ]}
          />
          <Hint
            point={pointed === null ? undefined : points[pointed]}
            grain={grain}
            isShare={isShare}
            isLeft={pointed !== null && x(pointed) > width / 2}
          />
        </>
      ) : null}
    </div>
  );
}

const Heading = ({ children }: { children: ReactNode }) => (
  <Text size="sm" fw={600} mt="sm" data-chart-heading>
    {children}
  </Text>
);

type Placed = NamedMark & Placement;

function Plot({
  width,
  height,
  right,
  periodWidth,
  x,
  points,
  placed,
  pointed,
  isWide,
  lanes = 0,
  nameOf,
  startsAtZero = false,
  hasZero = false,
  tickName,
  ribbons,
  curves,
}: {
  width: number;
  height: number;
  right: number;
  periodWidth: number;
  x: (index: number) => number;
  points: readonly EffectPoint[];
  placed: readonly Placed[];
  pointed: number | null;
  isWide: boolean;
  lanes?: number;
  /** Names are written above the first picture only. */
  nameOf?: (mark: Placed) => string;
  startsAtZero?: boolean;
  hasZero?: boolean;
  tickName: (value: number) => string;
  ribbons: readonly Ribbon[];
  curves: readonly Curve[];
}) {
  const language = useLanguage();
  const top = nameOf ? (isWide ? 8 + lanes * laneHeight : 20) : 8;
  const bottom = top + height - 30;
  const all = [
    ...curves.flatMap(({ values }) => values.filter((value) => value !== null)),
    ...ribbons.flatMap(({ bands, key }) => (key === 'before' ? mostOf(bands) : bands.flatMap((band) => band ?? []))),
  ];
  const edge = startsAtZero || hasZero ? [0] : [];
  const ticks = roundTicks(Math.min(...all, ...edge), Math.max(...all, ...edge), 4);
  const low = ticks[0] ?? 0;
  const high = Math.max(ticks.at(-1) ?? 1, low + Number.EPSILON);
  const y = (value: number) => bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (bottom - top);
  const left = x(0) - periodWidth / 2;
  const room = Math.max(2, Math.floor((width - axisWidth - right) / (isWide ? 74 : 62)));
  const names = namesApart(
    isWide
      ? curves.flatMap(({ values, name, colour }) => {
          const last = values.findLastIndex((value) => value !== null);
          return name === undefined || last === -1 ? [] : [{ name, colour, y: y(values[last] ?? 0) }];
        })
      : [],
  );
  return (
    <svg data-chart width={width} height={bottom + 26} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={axisWidth - 8} y={y(tick) + 4} textAnchor="end" fill="var(--ink-soft)">
            {tickName(tick)}
          </text>
        </g>
      ))}
      {placed.map((mark) => {
        const from = x(mark.first) - periodWidth / 2;
        if (mark.kind === 'event') {
          return (
            <line
              key={`event ${mark.id}`}
              x1={x(mark.first)}
              x2={x(mark.first)}
              y1={nameOf ? top - (isWide ? (lanes - mark.lane) * laneHeight - 4 : 4) : top}
              y2={bottom}
              stroke="var(--ink-soft)"
              strokeDasharray="2 3"
            />
          );
        }
        return (
          <rect
            key={`campaign ${mark.id}`}
            x={from}
            y={top}
            width={(mark.last - mark.first + 1) * periodWidth}
            height={bottom - top}
            fill="var(--band)"
            stroke={mark.kind === 'judged' ? 'var(--ink)' : 'var(--band-edge)'}
            strokeWidth={mark.kind === 'judged' ? 1 : 0.5}
          />
        );
      })}
      {ribbons.map(({ key, bands, colour, opacity, isOutlined }) =>
        isOutlined ? (
          <path
            key={key}
            d={[0, 1]
              .map((end) =>
                linePath(
                  bands.map((band) => band?.[end] ?? null),
                  x,
                  y,
                ),
              )
              .join('')}
            fill="none"
            stroke={colour}
            strokeWidth="1"
            strokeDasharray="1 3"
          />
        ) : (
          <path key={key} d={bandPath(bands, x, y)} fill={colour} fillOpacity={opacity} />
        ),
      )}
      {hasZero ? <line x1={left} x2={width - right} y1={y(0)} y2={y(0)} stroke="var(--ink-soft)" /> : null}
      {curves.map((curve) => (
        <g key={curve.key}>
          <path
            d={linePath(curve.values, x, y)}
            fill="none"
            stroke={curve.colour}
            strokeWidth={curve.width}
            strokeDasharray={curve.dashes ?? 'none'}
            strokeLinejoin="round"
            data-curve={curve.key}
          />
          {runsOf(curve.values).flatMap(({ first, last }) =>
            // Without dots only a period without neighbours gets one: a line could not show it.
            Array.from({ length: last - first + 1 }, (_, step) => first + step)
              .filter((index) => first === last || (curve.hasDots && points[index]?.isAfterStart))
              .map((index) => (
                <circle key={index} cx={x(index)} cy={y(curve.values[index] ?? 0)} r={2.4} fill={curve.colour} />
              )),
          )}
        </g>
      ))}
      {names.map(({ name, colour, y: at }) => (
        <text key={name} x={width - right + 8} y={at + 4} fontWeight={600} fill={colour}>
          {name}
        </text>
      ))}
      <line x1={left} x2={width - right} y1={bottom} y2={bottom} stroke="var(--ink-soft)" />
      {timeTicks(points, room).map(({ index, grain: named }) => (
        <g key={index}>
          <line x1={x(index)} x2={x(index)} y1={bottom} y2={bottom + 4} stroke="var(--ink-soft)" />
          <text x={Math.min(x(index), width - right - 14)} y={bottom + 17} textAnchor="middle" fill="var(--ink-soft)">
            {formatPeriod(points[index]?.from ?? '', named, language)}
          </text>
        </g>
      ))}
      {nameOf
        ? placed.map((mark) =>
            isWide ? (
              <text
                key={`${mark.kind} ${mark.id}`}
                x={nameLeft(mark, nameOf(mark), { x, periodWidth, end: width - right })}
                y={10 + mark.lane * laneHeight}
                fontSize={11}
                fontWeight={mark.kind === 'judged' ? 700 : 400}
                fill={mark.kind === 'judged' ? 'var(--ink)' : 'var(--ink-soft)'}
              >
                {nameOf(mark)}
              </text>
            ) : mark.number === undefined ? null : (
              <text
                key={`${mark.kind} ${mark.id}`}
                x={x(mark.first)}
                y={12}
                fontSize={11}
                fontWeight={700}
                textAnchor="middle"
                fill="var(--ink-soft)"
              >
                {mark.number}
              </text>
            ),
          )
        : null}
      {pointed === null ? null : (
        <line x1={x(pointed)} x2={x(pointed)} y1={top} y2={bottom} stroke="var(--ink-soft)" strokeWidth="1" />
      )}
    </svg>
  );
}

/** Expectations of the first periods know little yet; an axis for them would flatten all the rest. */
function mostOf(bands: Ribbon['bands']): number[] {
  const known = bands.flatMap((band) => (band === null ? [] : [band]));
  const widths = known.map(([low, high]) => high - low).sort((one, other) => one - other);
  const usual = 2 * (widths[Math.floor(widths.length / 2)] ?? 0);
  return known.filter(([low, high]) => high - low <= usual).flat();
}

/** A name that would run past the plot is written to end with it. */
const nameLeft = (
  mark: Placed,
  name: string,
  { x, periodWidth, end }: { x: (index: number) => number; periodWidth: number; end: number },
): number =>
  Math.max(
    axisWidth,
    Math.min(
      mark.kind === 'event' ? x(mark.first) + 3 : x(mark.first) - periodWidth / 2 + 2,
      end - name.length * letterWidth,
    ),
  );

/** Moves names apart that would lie on each other, keeping their order from top to bottom. */
function namesApart<Name extends { readonly y: number }>(names: readonly Name[]): Name[] {
  const sorted = [...names].sort((one, other) => one.y - other.y);
  let lowest = Number.NEGATIVE_INFINITY;
  return sorted.map((name) => {
    const y = Math.max(name.y, lowest + labelHeight);
    lowest = y;
    return { ...name, y };
  });
}

function Legend() {
  const t = useWords();
  const line = (colour: string, dashes: string) => (
    <svg width="26" height="10" aria-hidden="true" style={{ verticalAlign: '-1px', marginInlineEnd: 6 }}>
      <line x1="1" y1="5" x2="25" y2="5" stroke={colour} strokeWidth="2.2" strokeDasharray={dashes} />
    </svg>
  );
  const patch = (colour: string) => <span className="swatch" style={{ background: colour }} />;
  return (
    <ul className="effect-legend">
      <li>
        {line('var(--share)', '')}
        {t('effect.chart.observed')}
      </li>
      <li>
        {line('var(--comparison)', '')}
        {t('effect.chart.without')} {patch('color-mix(in srgb, var(--comparison) 30%, transparent)')}
        {t('uptake.interval')}
      </li>
      <li>
        {patch('color-mix(in srgb, var(--comparison) 12%, transparent)')}
        {t('effect.chart.oneStep')}
      </li>
      <li>
        {line('var(--ink-soft)', '5 4')}
        {t('effect.chart.forecast')}
      </li>
    </ul>
  );
}

function Hint({
  point,
  grain,
  isShare,
  isLeft,
}: {
  point: EffectPoint | undefined;
  grain: string;
  isShare: boolean;
  isLeft: boolean;
}) {
  const t = useWords();
  const language = useLanguage();
  if (!point) return null;
  const unit = (value: number | null) =>
    value === null ? '–' : isShare ? formatShare(value, language) : formatCount(Math.round(value), language);
  const change = (value: number) =>
    isShare ? formatPoints(value, language) : formatChange(Math.round(value), language);
  return (
    <div className="panel numbers effect-hint" style={isLeft ? { left: axisWidth + 8 } : { right: 8 }}>
      <strong>{formatPeriod(point.from, grain, language, true)}</strong>
      <div>
        {t('effect.chart.observedShort')}: {unit(point.observed)}
      </div>
      <div>
        {t(point.isAfterStart ? 'effect.chart.withoutShort' : 'effect.chart.expectedShort')}: {unit(point.expected)}
        {point.band ? ` (${unit(point.band[0])} – ${unit(point.band[1])})` : ''}
      </div>
      {point.difference === null ? null : (
        <div>
          {t('effect.chart.differenceShort')}: {change(point.difference)}
        </div>
      )}
      {point.cumulative === null ? null : (
        <div>
          {t('effect.chart.cumulativeShort')}: {formatChange(Math.round(point.cumulative), language)}
        </div>
      )}
    </div>
  );
}
