import { useElementSize } from '@mantine/hooks';
import { useLanguage } from '../language.ts';
import { formatPeriod } from './format.ts';
import { apart, axisOf, type LinePoint, type LineSeries, segmentsOf } from './month-lines.ts';

const axisWidth = 52;
const wideEnough = 620;
const letterWidth = 6.9;

/** Something that began in a month, drawn as a line with its number. */
export interface MonthMark {
  readonly id: string;
  readonly label: string;
  readonly month: string;
}

/**
 * Lines over months from zero: a point a month, gaps left as gaps, what is unfinished dashed. Every series has a shape of
 * its own beside its colour, and its name at its last point.
 */
export function MonthLinesChart({
  months,
  series,
  marks = [],
  height = 260,
  tickName,
  hasMonthNames = true,
  reference,
  right: roomGiven,
}: {
  months: readonly { readonly month: string; readonly from: string }[];
  series: readonly LineSeries[];
  marks?: readonly MonthMark[];
  height?: number;
  tickName: (value: number) => string;
  /** Left out where another picture with the same months stands right below. */
  hasMonthNames?: boolean;
  /** A value that the lines are read against. */
  reference?: number | undefined;
  /** Room for the names, where several pictures are to stand exactly below each other. */
  right?: number;
}) {
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const isWide = width >= wideEnough;
  const longest = Math.max(0, ...series.map(({ name, short }) => (short ?? name).length));
  const right = isWide ? (roomGiven ?? Math.min(210, 26 + letterWidth * longest)) : 22;
  const top = marks.length > 0 ? 26 : 10;
  const bottom = height - (hasMonthNames ? 26 : 8);
  const plot = Math.max(1, width - axisWidth - right);
  const step = plot / Math.max(1, months.length);
  const x = (index: number) => axisWidth + (index + 0.5) * step;
  const { end, ticks } = axisOf(series);
  const y = (value: number) => bottom - (value / end) * (bottom - top);
  // As many names of months as do not touch.
  const every = Math.max(1, Math.ceil(58 / step));
  const named = series.flatMap((one) => {
    const at = one.points.findLastIndex(({ value }) => value !== null);
    return at === -1 ? [] : [{ one, at, value: one.points[at]?.value ?? 0 }];
  });
  const nameHeights = apart(
    named.map(({ value }) => y(value) + 4),
    15,
    bottom + 4,
  );
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 ? (
        <svg data-chart width={width} height={height} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={axisWidth} x2={width - right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
              <text x={axisWidth - 8} y={y(tick) + 4} textAnchor="end" fill="var(--ink-soft)">
                {tickName(tick)}
              </text>
            </g>
          ))}
          {reference !== undefined && reference <= end ? (
            <line
              x1={axisWidth}
              x2={width - right}
              y1={y(reference)}
              y2={y(reference)}
              stroke="var(--ink-soft)"
              strokeDasharray="1 3"
            />
          ) : null}
          {marks.flatMap((mark, index) => {
            const at = months.findIndex(({ month }) => month === mark.month);
            if (at === -1) return [];
            // Numbers of neighbouring months stand on two rows by turns.
            const isRaised = index % 2 === 1;
            return [
              <g key={mark.id}>
                <line x1={x(at)} x2={x(at)} y1={top - 2} y2={bottom} stroke="var(--ink-soft)" strokeDasharray="2 3" />
                <text
                  x={x(at)}
                  y={isRaised ? 9 : top - 6}
                  textAnchor="middle"
                  fontSize={11}
                  fontWeight={700}
                  fill="var(--ink-soft)"
                >
                  {mark.label}
                </text>
              </g>,
            ];
          })}
          {hasMonthNames
            ? months.map(({ month, from }, index) =>
                index % every === 0 ? (
                  <text key={month} x={x(index)} y={height - 6} textAnchor="middle" fill="var(--ink-soft)">
                    {formatPeriod(from, 'month', language)}
                  </text>
                ) : null,
              )
            : null}
          {series.map((one, index) => (
            <Series key={one.id} series={one} shape={index} x={x} y={y} months={months} />
          ))}
          {isWide
            ? named.map(({ one, at }, index) => (
                <text
                  key={one.id}
                  x={Math.min(x(at) + 12, width - right + 10)}
                  y={nameHeights[index] ?? 0}
                  fontWeight={600}
                  fill={one.colour}
                  // A name must be read over the lines it crosses.
                  stroke="var(--surface)"
                  strokeWidth={3}
                  paintOrder="stroke"
                >
                  {one.short ?? one.name}
                </text>
              ))
            : null}
        </svg>
      ) : null}
    </div>
  );
}

function Series({
  series: { colour, points },
  shape,
  x,
  y,
  months,
}: {
  series: LineSeries;
  shape: number;
  x: (index: number) => number;
  y: (value: number) => number;
  months: readonly { readonly month: string }[];
}) {
  return (
    <g>
      {points.map(({ reach }, index) =>
        reach ? (
          <g key={months[index]?.month} stroke={colour} strokeOpacity={0.6} strokeWidth={1.3}>
            <line x1={x(index)} x2={x(index)} y1={y(reach.from)} y2={y(reach.to)} />
            <line x1={x(index) - 3} x2={x(index) + 3} y1={y(reach.to)} y2={y(reach.to)} />
          </g>
        ) : null,
      )}
      {segmentsOf(points).map(({ first, isRunning }) => (
        <line
          key={months[first]?.month}
          x1={x(first)}
          x2={x(first + 1)}
          y1={y(points[first]?.value ?? 0)}
          y2={y(points[first + 1]?.value ?? 0)}
          stroke={colour}
          strokeWidth={2}
          strokeDasharray={isRunning ? '4 4' : 'none'}
        />
      ))}
      {points.map((point, index) =>
        point.value === null ? null : (
          <Mark
            key={months[index]?.month}
            x={x(index)}
            y={y(point.value)}
            shape={shape}
            colour={colour}
            point={point}
          />
        ),
      )}
    </g>
  );
}

/** A point as a shape of its series; hollow where its month has not ended. */
function Mark({
  x,
  y,
  shape,
  colour,
  point,
}: {
  x: number;
  y: number;
  shape: number;
  colour: string;
  point: LinePoint;
}) {
  const paint = { fill: point.isRunning ? 'var(--surface)' : colour, stroke: colour, strokeWidth: 1.5 };
  switch (shape % 4) {
    case 0:
      return <circle cx={x} cy={y} r={3} {...paint} />;
    case 1:
      return <rect x={x - 2.7} y={y - 2.7} width={5.4} height={5.4} {...paint} />;
    case 2:
      return <path d={`M${x},${y - 3.8}l3.6,6.4h-7.2z`} {...paint} />;
    default:
      return <path d={`M${x},${y - 4}l4,4l-4,4l-4,-4z`} {...paint} />;
  }
}

/** What shape and colour stand for which series: the names that do not fit beside the lines of a narrow screen. */
export function LinesLegend({ series }: { series: readonly Pick<LineSeries, 'id' | 'name' | 'colour'>[] }) {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.3rem 1.2rem', fontSize: '0.85rem', marginTop: '0.5rem' }}>
      {series.map(({ id, name, colour }, index) => (
        <span key={id}>
          <svg width="26" height="12" aria-hidden="true" style={{ verticalAlign: '-2px', marginInlineEnd: 6 }}>
            <line x1="1" x2="25" y1="6" y2="6" stroke={colour} strokeWidth="2" />
            <Mark x={13} y={6} shape={index} colour={colour} point={{ value: 0, isRunning: false }} />
          </svg>
          {name}
        </span>
      ))}
    </div>
  );
}
