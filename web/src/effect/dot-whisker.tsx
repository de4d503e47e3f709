import { useElementSize } from '@mantine/hooks';
import type { Axis, Whisker } from './forest.ts';

/** How a row is drawn: filled where it is what is said, hollow beside it, a diamond for a mean. */
export type RowKind = 'filled' | 'hollow' | 'mean';

export interface WhiskerRow {
  readonly key: string;
  readonly label: string;
  /** The figures in words, or why there are none. */
  readonly note: string;
  readonly kind: RowKind;
  /** Null: a row that could not be computed. */
  readonly whisker: Whisker | null;
  /** A lighter mark below it. */
  readonly beside?: Whisker | null | undefined;
}

const wideEnough = 620;
const letterWidth = 6.6;
const axisHeight = 40;

/** Estimates with their intervals on one axis, a row each, with the line of no change through all. */
export function DotWhisker({
  rows,
  axis,
  tickName,
  axisName,
  reference = 0,
  referenceName,
}: {
  rows: readonly WhiskerRow[];
  axis: Axis;
  tickName: (value: number) => string;
  axisName: string;
  /** Where nothing changed. */
  reference?: number | undefined;
  referenceName: string;
}) {
  const { ref, width } = useElementSize();
  const isWide = width >= wideEnough;
  const rowHeight = isWide ? 32 : 64;
  const left = isWide
    ? Math.min(width * 0.34, 16 + letterWidth * Math.max(...rows.map(({ label }) => label.length)))
    : 18;
  const right = isWide ? 16 + letterWidth * Math.max(...rows.map(({ note }) => note.length)) : 18;
  const plot = Math.max(60, width - left - right);
  const top = 20;
  const height = top + rows.length * rowHeight + axisHeight;
  const x = (place: number) => left + place * plot;
  const letters = Math.floor((isWide ? left - 12 : width) / letterWidth);
  const shortened = (text: string) => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text);
  const bottom = top + rows.length * rowHeight;
  // Where the words stand above the marks a line leaves them room.
  const through = (at: number) =>
    isWide
      ? `M${at},${top - 4}V${bottom}`
      : rows.map((_, index) => `M${at},${top + index * rowHeight + 36}v${rowHeight - 36}`).join('');
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 ? (
        <svg data-chart width={width} height={height} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
          {axis.ticks.map(({ at, value }) => (
            <g key={value}>
              <path d={through(x(at))} stroke="var(--line)" strokeWidth="1" />
              <text x={x(at)} y={bottom + 16} textAnchor="middle" fill="var(--ink-soft)">
                {tickName(value)}
              </text>
            </g>
          ))}
          <path d={through(x(axis.place(reference)))} stroke="var(--ink-soft)" strokeWidth="1.2" />
          <text x={x(axis.place(reference))} y={12} textAnchor="middle" fontSize={11} fill="var(--ink-soft)">
            {referenceName}
          </text>
          <text x={x(0.5)} y={bottom + 34} textAnchor="middle" fill="var(--ink-soft)">
            {axisName}
          </text>
          {rows.map((row, index) => {
            const rowTop = top + index * rowHeight;
            const y = isWide ? rowTop + rowHeight / 2 : rowTop + 46;
            const weight = row.kind === 'hollow' ? 400 : 700;
            return (
              <g key={row.key}>
                <title>{row.label}</title>
                <text x={0} y={isWide ? y + 4 : rowTop + 15} fill="var(--ink)" fontWeight={weight}>
                  {shortened(row.label)}
                </text>
                <text
                  x={isWide ? width : 0}
                  y={isWide ? y + 4 : rowTop + 30}
                  textAnchor={isWide ? 'end' : 'start'}
                  fill={row.whisker ? 'var(--ink)' : 'var(--ink-soft)'}
                  fontWeight={row.whisker ? weight : 400}
                >
                  {row.note}
                </text>
                {row.whisker ? <Mark whisker={row.whisker} kind={row.kind} axis={axis} x={x} y={y} /> : null}
                {row.beside ? <Beside whisker={row.beside} axis={axis} x={x} y={y + 9} /> : null}
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}

interface MarkProps {
  readonly whisker: Whisker;
  readonly axis: Axis;
  readonly x: (place: number) => number;
  readonly y: number;
}

/** Pointing on where the interval goes beyond the axis. */
function Ends({ whisker, axis, x, y, colour }: MarkProps & { colour: string }) {
  const { from, to, goesLower, goesHigher } = axis.clip(whisker);
  return (
    <>
      {goesLower ? <path d={`M${x(from)},${y} l6,-4 v8 Z`} fill={colour} /> : null}
      {goesHigher ? <path d={`M${x(to)},${y} l-6,-4 v8 Z`} fill={colour} /> : null}
    </>
  );
}

function Mark({ kind, ...given }: MarkProps & { kind: RowKind }) {
  const { whisker, axis, x, y } = given;
  const { from, to } = axis.clip(whisker);
  const at = x(Math.min(1, Math.max(0, axis.place(whisker.estimate))));
  if (kind === 'mean') {
    return (
      <path
        d={`M${x(from)},${y} L${at},${y - 7} L${x(to)},${y} L${at},${y + 7} Z`}
        fill="var(--share)"
        stroke="var(--share)"
        strokeWidth="1"
      />
    );
  }
  return (
    <>
      <line x1={x(from)} x2={x(to)} y1={y} y2={y} stroke="var(--share)" strokeWidth={kind === 'filled' ? 2.4 : 1.4} />
      <Ends {...given} colour="var(--share)" />
      <circle
        cx={at}
        cy={y}
        r={kind === 'filled' ? 5.2 : 4.4}
        fill={kind === 'filled' ? 'var(--share)' : 'var(--surface)'}
        stroke="var(--share)"
        strokeWidth="1.8"
      />
    </>
  );
}

function Beside(given: MarkProps) {
  const { whisker, axis, x, y } = given;
  const { from, to } = axis.clip(whisker);
  const at = x(Math.min(1, Math.max(0, axis.place(whisker.estimate))));
  return (
    <>
      <line x1={x(from)} x2={x(to)} y1={y} y2={y} stroke="var(--comparison)" strokeWidth="1.2" strokeDasharray="3 2" />
      <Ends {...given} colour="var(--comparison)" />
      <rect x={at - 3} y={y - 3} width={6} height={6} fill="var(--comparison)" />
    </>
  );
}
