import { Group } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLanguage, useWords } from '../language.ts';
import { formatPeriod, formatShare } from '../ui/format.ts';
import type { Forecast, ForecastModel } from './queries.ts';
import { crossingOn, type FanPoint, fanPoints, placedEvents, shareTicks } from './series.ts';

const axisWidth = 52;
/** Below this width names of lines stand in the legend only. */
const wideEnough = 620;
const top = 44;
const height = 380;

/** The past as a line, the future as bands that widen, and the level that is asked about. */
export function FanChart({ forecast, model }: { forecast: Forecast; model: ForecastModel | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const { grain, level, history } = forecast;
  const points = fanPoints(history, model?.fan ?? []);
  const isWide = width >= wideEnough;
  const right = isWide ? 92 : 12;
  const periodWidth = Math.max(1, width - axisWidth - right) / Math.max(1, points.length);
  const centre = (index: number) => axisWidth + (index + 0.5) * periodWidth;
  const ticks = shareTicks(points, level);
  const crossing = crossingOn(points, model?.crossing ?? null);
  const ceiling = model?.ceiling?.point;
  const isForecast = (model?.fan.length ?? 0) > 0;
  const hasCeiling = ceiling !== undefined && ceiling < 1 && isForecast;
  const lastKnown = points[history.length - 1];
  const dots = history.length <= 40 ? { r: 2.2, fill: 'var(--share)', strokeWidth: 0 } : false;
  const numbers = placedEvents(forecast.events, points).map((event) => ({ ...event, isRaised: false }));
  for (const [index, number] of numbers.entries()) {
    const before = numbers[index - 1];
    number.isRaised = before !== undefined && centre(number.index) - centre(before.index) < 16 && !before.isRaised;
  }
  const lastMedian = points.at(-1)?.median;
  const band = (key: 'band50' | 'band80' | 'band95', opacity: number) => (
    <Area
      dataKey={key}
      type="linear"
      stroke="none"
      fill="var(--electronic)"
      fillOpacity={opacity}
      isAnimationActive={false}
      activeDot={false}
    />
  );
  return (
    <div ref={ref} style={{ minHeight: width > 0 ? 0 : height }}>
      <Legend isForecast={isForecast} hasCeiling={hasCeiling} hasCrossing={crossing !== undefined} />
      {width > 0 ? (
        <ComposedChart
          width={width}
          height={height}
          data={points}
          margin={{ top, right, bottom: 4, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="from"
            scale="band"
            tickFormatter={(from: string) => formatPeriod(from, grain, language)}
            tick={{ fontSize: 12, fill: 'var(--ink-soft)' }}
            axisLine={{ stroke: 'var(--ink-soft)' }}
            tickLine={false}
            minTickGap={isWide ? 18 : 10}
            interval="equidistantPreserveStart"
          />
          <YAxis
            width={axisWidth}
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={(value: number) => formatShare(value, language, 0)}
            tick={{ fontSize: 12, fill: 'var(--ink-soft)' }}
            axisLine={false}
            tickLine={false}
          />
          {numbers.map((event) => (
            <ReferenceLine
              key={event.id}
              x={points[event.index]?.from ?? ''}
              stroke="var(--ink-soft)"
              strokeDasharray="2 3"
            />
          ))}
          {crossing ? (
            <ReferenceArea
              x1={crossing.from}
              x2={crossing.to}
              fill="var(--comparison)"
              fillOpacity={0.16}
              stroke="var(--comparison)"
              strokeWidth={0.7}
              ifOverflow="visible"
            />
          ) : null}
          <Tooltip
            cursor={{ stroke: 'var(--ink-soft)', strokeWidth: 1 }}
            isAnimationActive={false}
            content={({ active, payload }) => (active ? <Hint point={payload?.[0]?.payload} grain={grain} /> : null)}
          />
          {band('band95', 0.16)}
          {band('band80', 0.2)}
          {band('band50', 0.26)}
          {hasCeiling ? (
            <ReferenceLine y={ceiling} stroke="var(--ink-soft)" strokeDasharray="1 4" strokeLinecap="round" />
          ) : null}
          <ReferenceLine y={level} stroke="var(--comparison)" strokeWidth={1.6} strokeDasharray="7 4" />
          {crossing ? <ReferenceLine x={crossing.median} stroke="var(--comparison)" strokeDasharray="2 3" /> : null}
          {isForecast && lastKnown ? <ReferenceLine x={lastKnown.from} stroke="var(--ink)" strokeWidth={0.8} /> : null}
          <Line
            dataKey="median"
            stroke="var(--electronic)"
            strokeWidth={2}
            strokeDasharray="4 4"
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="share"
            stroke="var(--share)"
            strokeWidth={2.2}
            dot={dots || <LonePoint points={points} />}
            isAnimationActive={false}
          />
          {numbers.map((event) => (
            <text
              key={event.id}
              x={centre(event.index)}
              y={top - (event.isRaised ? 18 : 6)}
              fontSize={11}
              fontWeight={700}
              textAnchor="middle"
              fill="var(--ink-soft)"
            >
              {event.label}
            </text>
          ))}
          {isForecast && isWide ? (
            <text x={centre(history.length - 1) + 5} y={14} fontSize={12} fill="var(--ink)">
              {t('forecast.begins')} →
            </text>
          ) : null}
          <SideName show={isWide} value={level} ticks={ticks} x={width - right + 6} colour="var(--comparison)">
            {t('forecast.target', { level: formatShare(level, language, 0) })}
          </SideName>
          {lastMedian !== null && lastMedian !== undefined && Math.abs(lastMedian - level) > 0.05 ? (
            <SideName show={isWide} value={lastMedian} ticks={ticks} x={width - right + 6} colour="var(--electronic)">
              {t('forecast.median')}
            </SideName>
          ) : null}
        </ComposedChart>
      ) : null}
    </div>
  );
}

/** What a line is called, beside its end. */
function SideName({
  show,
  value,
  ticks,
  x,
  colour,
  children,
}: {
  show: boolean;
  value: number;
  ticks: readonly number[];
  x: number;
  colour: string;
  children: string | string[];
}) {
  if (!show) return null;
  // The axis below the plot takes 30 px, as recharts has it.
  const plot = height - top - 4 - 30;
  return (
    <text x={x} y={top + plot * (1 - value / (ticks.at(-1) || 1)) + 4} fontSize={12} fontWeight={600} fill={colour}>
      {children}
    </text>
  );
}

/** In a long series only points without neighbours get a dot: a line could not show them. */
function LonePoint(given: { cx?: number; cy?: number; index?: number; points: readonly FanPoint[] }) {
  const { cx, cy, index = -1, points } = given;
  const isLone = (points[index - 1]?.share ?? null) === null && (points[index + 1]?.share ?? null) === null;
  if (!isLone || cx === undefined || cy === undefined || Number.isNaN(cy)) return <g />;
  return <circle cx={cx} cy={cy} r={1.8} fill="var(--share)" />;
}

function Legend({
  isForecast,
  hasCeiling,
  hasCrossing,
}: {
  isForecast: boolean;
  hasCeiling: boolean;
  hasCrossing: boolean;
}) {
  const t = useWords();
  const line = (colour: string, dashes: string) => (
    <svg width="26" height="10" aria-hidden="true" style={{ verticalAlign: '-1px', marginInlineEnd: 6 }}>
      <line x1="1" y1="5" x2="25" y2="5" stroke={colour} strokeWidth="2.2" strokeDasharray={dashes} />
    </svg>
  );
  const swatch = (colour: string, opacity: number) => (
    <span className="swatch" style={{ background: `color-mix(in srgb, ${colour} ${100 * opacity}%, transparent)` }} />
  );
  return (
    <Group mb={4} style={{ fontSize: '0.85rem', gap: '0.3rem 1.1rem' }}>
      <span>
        {line('var(--share)', '')}
        {t('forecast.observed')}
      </span>
      {isForecast ? (
        <>
          <span>
            {line('var(--electronic)', '4 4')}
            {t('forecast.median')}
          </span>
          <span>
            {swatch('var(--electronic)', 0.5)}
            {t('forecast.band', { share: 50 })}
          </span>
          <span>
            {swatch('var(--electronic)', 0.33)}
            {t('forecast.band', { share: 80 })}
          </span>
          <span>
            {swatch('var(--electronic)', 0.16)}
            {t('forecast.band', { share: 95 })}
          </span>
        </>
      ) : null}
      <span>
        {line('var(--comparison)', '7 4')}
        {t('forecast.targetLine')}
      </span>
      {hasCeiling ? (
        <span>
          {line('var(--ink-soft)', '1 4')}
          {t('forecast.ceilingLine')}
        </span>
      ) : null}
      {hasCrossing ? (
        <span>
          {swatch('var(--comparison)', 0.3)}
          {t('forecast.crossingBand')}
        </span>
      ) : null}
    </Group>
  );
}

function Hint({ point, grain }: { point: FanPoint | undefined; grain: string }) {
  const t = useWords();
  const language = useLanguage();
  if (!point) return null;
  const range = (band: [number, number]) =>
    `${formatShare(band[0], language, 0)} – ${formatShare(band[1], language, 0)}`;
  return (
    <div
      className="panel numbers"
      style={{ padding: '0.5rem 0.75rem', fontSize: '0.8rem', boxShadow: '0 2px 8px #0002' }}
    >
      <strong>{formatPeriod(point.from, grain, language, true)}</strong>
      {point.share !== null || point.median === null ? (
        <div>
          {t('forecast.observed')}: {point.share === null ? t('forecast.noShare') : formatShare(point.share, language)}
        </div>
      ) : (
        <>
          <div>
            {t('forecast.median')}: {formatShare(point.median, language)}
          </div>
          {([50, 80, 95] as const).map((share) => {
            const band = point[`band${share}`];
            return band ? (
              <div key={share}>
                {t('forecast.band', { share })}: {range(band)}
              </div>
            ) : null;
          })}
        </>
      )}
    </div>
  );
}
