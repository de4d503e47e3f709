import { Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactElement } from 'react';
import {
  Area,
  Bar,
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
import { formatCount, formatPeriod, formatShare, formatShort } from '../ui/format.ts';
import { type Mark, type PlacedMark, placeMarks } from '../ui/marks.ts';
import type { UptakePoint } from './series.ts';

const laneHeight = 15;
const axisWidth = 52;
/** Below this width names stand in the legend only; the room beside the plot goes to the plot. */
const wideEnough = 620;
const letterWidth = 6.2;

/** What a label of a recharts series is given. */
interface LabelProps {
  readonly x?: number | string | undefined;
  readonly y?: number | string | undefined;
  readonly width?: number | string | undefined;
  readonly height?: number | string | undefined;
  readonly index?: number | undefined;
}

/** Something that began on a day, drawn as a line. */
export interface EventMark {
  readonly id: string;
  /** Number or word at the line. */
  readonly label: string;
  readonly on: string;
  readonly isLaunch: boolean;
}

interface ApplicantsChartProps {
  readonly points: readonly UptakePoint[];
  readonly grain: string;
  readonly campaigns: readonly Mark[];
  readonly events: readonly EventMark[];
  readonly hasComparison: boolean;
}

/**
 * Two pictures over one axis of periods: the e-passport share as a line in its interval, and the applications of both
 * types, stacked. Campaigns are bands and events are lines through both.
 */
export function ApplicantsChart({ points, grain, campaigns, events, hasComparison }: ApplicantsChartProps) {
  const t = useWords();
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const isWide = width >= wideEnough;
  const right = isWide ? 136 : 10;
  const plotWidth = Math.max(1, width - axisWidth - right);
  const periodWidth = plotWidth / Math.max(1, points.length);
  const nameWidth = (name: string) => (Math.min(name.length, 30) * letterWidth + 8) / periodWidth;
  const placed = placeMarks(campaigns, points, isWide ? nameWidth : () => 1);
  const lanes = isWide ? Math.max(0, ...placed.map(({ lane }) => lane + 1)) : 0;
  const top = 32 + lanes * laneHeight;
  const lines = events.flatMap((event) => {
    const at = points.find(({ from, to }) => from <= event.on && event.on <= to);
    return at ? [{ ...event, at: at.from }] : [];
  });
  // Numbers that would touch stand on two rows by turns.
  const numbers = lines.map((event) => ({
    event,
    x: axisWidth + (points.findIndex(({ from }) => from === event.at) + 0.5) * periodWidth,
    isRaised: false,
  }));
  for (const [index, number] of numbers.entries()) {
    const before = numbers[index - 1];
    number.isRaised = before !== undefined && number.x - before.x < 16 && !before.isRaised;
  }
  const lastShare = points.findLastIndex(({ share }) => share !== null);
  const lastCount = points.findLastIndex(({ electronic, ordinary }) => electronic !== null || ordinary !== null);
  const highest = Math.max(
    0,
    ...points.map(({ band, comparisonShare }) => Math.max(band?.[1] ?? 0, comparisonShare ?? 0)),
  );
  const step = highest > 0.5 ? 0.2 : 0.1;
  const shareTicks = Array.from({ length: Math.max(2, Math.ceil(highest / step) + 1) }, (_, index) => index * step);
  const highestTick = shareTicks.at(-1) ?? 1;
  const tickName = (from: string) => formatPeriod(from, grain, language);

  // recharts finds its parts among the children of the chart itself, so these are elements and not a component.
  const bands = placed.map((mark) => (
    <ReferenceArea
      key={mark.id}
      x1={points[mark.first]?.from ?? ''}
      x2={points[mark.last]?.from ?? ''}
      fill="var(--band)"
      fillOpacity={1}
      stroke="var(--band-edge)"
      strokeWidth={0.5}
      ifOverflow="visible"
    />
  ));
  const eventLines = lines.map((event) => (
    <ReferenceLine
      key={event.id}
      x={event.at}
      stroke={event.isLaunch ? 'var(--electronic)' : 'var(--ink-soft)'}
      strokeDasharray={event.isLaunch ? '' : '2 3'}
      strokeWidth={event.isLaunch ? 1.5 : 1}
    />
  ));

  return (
    <div ref={ref} style={{ minHeight: width > 0 ? 0 : 480 }}>
      <Legend hasComparison={hasComparison} />
      {width > 0 ? (
        <>
          <Text size="sm" fw={600} mt="sm" data-chart-heading>
            {t('uptake.shareTitle')}
          </Text>
          <ComposedChart
            width={width}
            height={170 + top}
            data={[...points]}
            margin={{ top, right, bottom: 0, left: 0 }}
            syncId="uptake"
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="from"
              scale="band"
              tick={false}
              height={6}
              axisLine={{ stroke: 'var(--line)' }}
              tickLine={false}
            />
            <YAxis
              width={axisWidth}
              domain={[0, highestTick]}
              ticks={shareTicks}
              tickFormatter={(value: number) => formatShare(value, language, 0)}
              tick={{ fontSize: 12, fill: 'var(--ink-soft)' }}
              axisLine={false}
              tickLine={false}
            />
            {bands}
            {eventLines}
            <Tooltip
              cursor={{ stroke: 'var(--ink-soft)', strokeWidth: 1 }}
              isAnimationActive={false}
              content={({ active, payload }) => (active ? <Hint point={payload?.[0]?.payload} grain={grain} /> : null)}
            />
            <Area
              dataKey="band"
              type="linear"
              stroke="none"
              fill="var(--electronic-soft)"
              fillOpacity={1}
              isAnimationActive={false}
              activeDot={false}
            />
            {hasComparison ? (
              <Line
                dataKey="comparisonShare"
                stroke="var(--comparison)"
                strokeWidth={1.5}
                strokeDasharray="1 4"
                strokeLinecap="round"
                dot={false}
                isAnimationActive={false}
              />
            ) : null}
            <Line
              dataKey="runningShare"
              stroke="var(--share)"
              strokeWidth={2}
              strokeDasharray="4 4"
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="share"
              stroke="var(--share)"
              strokeWidth={2.2}
              dot={
                points.length <= 36 ? { r: 2.4, fill: 'var(--share)', strokeWidth: 0 } : <LonePoint points={points} />
              }
              isAnimationActive={false}
              label={({ y, index }: LabelProps): ReactElement => {
                const share = points[lastShare]?.share;
                if (!isWide || index !== lastShare || share === null || share === undefined) return <g />;
                return (
                  <text x={width - right + 10} y={Number(y) + 4} fontSize={12} fontWeight={600} fill="var(--share)">
                    {`${t('uptake.shareShort')} ${formatShare(share, language, 0)}`}
                  </text>
                );
              }}
            />
            {isWide
              ? placed.map((mark) => (
                  <CampaignName key={mark.id} mark={mark} periodWidth={periodWidth} plotWidth={plotWidth} />
                ))
              : null}
            {numbers.map(({ event, x, isRaised }) => (
              <EventName key={event.id} event={event} x={x} y={event.isLaunch ? top + 13 : top - (isRaised ? 17 : 5)} />
            ))}
          </ComposedChart>
          <Text size="sm" fw={600} mt={4} data-chart-heading>
            {t('uptake.countsTitle')}
          </Text>
          <ComposedChart
            width={width}
            height={240}
            data={[...points]}
            margin={{ top: 8, right, bottom: 4, left: 0 }}
            syncId="uptake"
            barCategoryGap={points.length > 120 ? 0 : '14%'}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="from"
              scale="band"
              tickFormatter={tickName}
              tick={{ fontSize: 12, fill: 'var(--ink-soft)' }}
              axisLine={{ stroke: 'var(--ink-soft)' }}
              tickLine={false}
              minTickGap={isWide ? 18 : 10}
              interval="equidistantPreserveStart"
            />
            <YAxis
              width={axisWidth}
              tickFormatter={(value: number) => formatShort(value, language)}
              tick={{ fontSize: 12, fill: 'var(--ink-soft)' }}
              axisLine={false}
              tickLine={false}
            />
            {bands}
            {eventLines}
            <Tooltip
              cursor={{ fill: 'var(--band)' }}
              isAnimationActive={false}
              content={({ active, payload }) => (active ? <Hint point={payload?.[0]?.payload} grain={grain} /> : null)}
            />
            <Bar
              dataKey="electronic"
              stackId="applicants"
              isAnimationActive={false}
              shape={(shape: unknown) => <CountBar shape={shape as BarShape} colour="var(--electronic)" />}
              label={(label: LabelProps) =>
                besideBar(label, isWide && label.index === lastCount, t('uptake.electronic'), 'var(--electronic)')
              }
            />
            <Bar
              dataKey="ordinary"
              stackId="applicants"
              isAnimationActive={false}
              shape={(shape: unknown) => <CountBar shape={shape as BarShape} colour="var(--ordinary)" />}
              label={(label: LabelProps) =>
                besideBar(label, isWide && label.index === lastCount, t('uptake.ordinary'), 'var(--ink-soft)')
              }
            />
          </ComposedChart>
        </>
      ) : null}
    </div>
  );
}

interface BarShape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly payload: UptakePoint;
}

/** A bar whose period is unfinished is drawn dashed, one reported in part is faded. */
function CountBar({ shape: { x, y, width, height, payload }, colour }: { shape: BarShape; colour: string }) {
  if (!(height > 0)) return <g />;
  const running = payload.state === 'unfinished';
  return (
    <rect
      x={x + (running ? 0.75 : 0)}
      y={y}
      width={Math.max(0.5, width - (running ? 1.5 : 0))}
      height={height}
      fill={colour}
      fillOpacity={running ? 0.25 : payload.state === 'partial' ? 0.5 : 1}
      stroke={running ? colour : 'none'}
      strokeWidth={running ? 1.2 : 0}
      strokeDasharray={running ? '3 3' : 'none'}
    />
  );
}

/** The name of a stack's part, beside its last bar, where it is tall enough to be told apart. */
function besideBar({ x, y, width, height }: LabelProps, isShown: boolean, name: string, colour: string): ReactElement {
  if (!isShown || Number(height) < 12) return <g />;
  return (
    <text
      x={Number(x) + Number(width) + 10}
      y={Number(y) + Number(height) / 2 + 4}
      fontSize={12}
      fontWeight={600}
      fill={colour}
    >
      {name}
    </text>
  );
}

/** In a long series only points without neighbours get a dot: a line could not show them. */
function LonePoint({
  cx,
  cy,
  index = -1,
  points,
}: {
  cx?: number;
  cy?: number;
  index?: number;
  points: readonly UptakePoint[];
}) {
  const isLone = (points[index - 1]?.share ?? null) === null && (points[index + 1]?.share ?? null) === null;
  if (!isLone || cx === undefined || cy === undefined || Number.isNaN(cy)) return <g />;
  return <circle cx={cx} cy={cy} r={1.8} fill="var(--share)" />;
}

function CampaignName({ mark, periodWidth, plotWidth }: { mark: PlacedMark; periodWidth: number; plotWidth: number }) {
  const name = mark.name.length > 30 ? `${mark.name.slice(0, 29)}…` : mark.name;
  const start = mark.first * periodWidth;
  // A name that would run past the plot is written to end with it.
  const x = axisWidth + Math.min(start, Math.max(0, plotWidth - name.length * letterWidth));
  return (
    <text x={x + 2} y={12 + mark.lane * laneHeight} fontSize={11} fill="var(--ink-soft)">
      {name}
    </text>
  );
}

function EventName({ event, x, y }: { event: EventMark; x: number; y: number }) {
  return (
    <text
      x={event.isLaunch ? x + 4 : x}
      y={y}
      fontSize={11}
      fontWeight={700}
      textAnchor={event.isLaunch ? 'start' : 'middle'}
      fill={event.isLaunch ? 'var(--electronic)' : 'var(--ink-soft)'}
    >
      {event.label}
    </text>
  );
}

function Legend({ hasComparison }: { hasComparison: boolean }) {
  const t = useWords();
  const line = (colour: string, dashes: string) => (
    <svg width="26" height="10" aria-hidden="true" style={{ verticalAlign: '-1px', marginInlineEnd: 6 }}>
      <line
        x1="1"
        y1="5"
        x2="25"
        y2="5"
        stroke={colour}
        strokeWidth="2.2"
        strokeDasharray={dashes}
        strokeLinecap="round"
      />
    </svg>
  );
  return (
    <Group gap="lg" mt="xs" style={{ fontSize: '0.85rem' }}>
      <span>
        {line('var(--share)', '')}
        {t('uptake.share')} · {t('uptake.interval')}{' '}
        <span className="swatch" style={{ background: 'var(--electronic-soft)' }} />
      </span>
      {hasComparison ? (
        <span>
          {line('var(--comparison)', '1 4')}
          {t('uptake.comparisonLine')}
        </span>
      ) : null}
      <span>
        <span className="swatch" style={{ background: 'var(--electronic)' }} />
        {t('uptake.electronic')}
      </span>
      <span>
        <span className="swatch" style={{ background: 'var(--ordinary)' }} />
        {t('uptake.ordinary')}
      </span>
      <span>
        <span className="swatch" style={{ background: 'var(--band)', border: '1px solid var(--band-edge)' }} />
        {t('uptake.campaigns')}
      </span>
    </Group>
  );
}

function Hint({ point, grain }: { point: UptakePoint | undefined; grain: string }) {
  const t = useWords();
  const language = useLanguage();
  if (!point) return null;
  const count = (value: number | null) => (value === null ? '–' : formatCount(value, language));
  const share = point.share ?? point.runningShare;
  return (
    <div
      className="panel numbers"
      style={{ padding: '0.5rem 0.75rem', fontSize: '0.8rem', boxShadow: '0 2px 8px #0002' }}
    >
      <strong>{formatPeriod(point.from, grain, language, true)}</strong> · {t(`uptake.states.${point.state}`)}
      <div>
        {t('uptake.electronic')}: {count(point.electronic)}
      </div>
      <div>
        {t('uptake.ordinary')}: {count(point.ordinary)}
      </div>
      {share === null ? null : (
        <div>
          {t('uptake.share')}: {formatShare(share, language)}
          {point.band
            ? ` (${t('uptake.intervalOf', { low: formatShare(point.band[0], language), high: formatShare(point.band[1], language) })})`
            : ''}
        </div>
      )}
    </div>
  );
}
