import { useElementSize } from '@mantine/hooks';
import { type PlotRow, plotAxis } from './intervals.ts';

const wideEnough = 620;
const letterWidth = 6.8;
const axisHeight = 40;

/** Estimates with their intervals on one axis from 0, a row each. */
export function IntervalPlot({
  rows,
  axisName,
  tickName,
}: {
  rows: readonly PlotRow[];
  axisName: string;
  tickName: (value: number) => string;
}) {
  const { ref, width } = useElementSize();
  const isWide = width >= wideEnough;
  const rowHeight = isWide ? 32 : 54;
  const longest = (of: (row: PlotRow) => string) => Math.max(...rows.map((row) => of(row).length));
  const left = isWide ? Math.min(width * 0.3, 20 + letterWidth * longest(({ label }) => label)) : 10;
  const right = isWide ? 24 + letterWidth * longest(({ note }) => note) : 18;
  const plot = Math.max(60, width - left - right);
  const { end, ticks } = plotAxis(rows);
  const x = (value: number) => left + (value / end) * plot;
  const top = 6;
  const bottom = top + rows.length * rowHeight;
  const height = bottom + axisHeight;
  // On a narrow axis the names of ticks would run into one another.
  const shownTicks = ticks.filter((_, index) => plot / ticks.length > 44 || index % 2 === 0);
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && rows.length > 0 ? (
        <svg data-chart width={width} height={height} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
          {ticks.map((value) => (
            <line key={value} x1={x(value)} x2={x(value)} y1={top} y2={bottom} stroke="var(--line)" />
          ))}
          {shownTicks.map((value) => (
            <text key={value} x={x(value)} y={bottom + 16} textAnchor="middle" fill="var(--ink-soft)">
              {tickName(value)}
            </text>
          ))}
          <text x={x(end / 2)} y={bottom + 34} textAnchor="middle" fill="var(--ink-soft)">
            {axisName}
          </text>
          {rows.map(({ key, label, note, interval, isHollow }, index) => {
            const rowTop = top + index * rowHeight;
            const y = isWide ? rowTop + rowHeight / 2 : rowTop + 40;
            return (
              <g key={key}>
                <text x={isWide ? 0 : left} y={isWide ? y + 4 : rowTop + 14} fill="var(--ink)" fontWeight={600}>
                  {label}
                </text>
                <text
                  x={isWide ? width : left}
                  y={isWide ? y + 4 : rowTop + 29}
                  textAnchor={isWide ? 'end' : 'start'}
                  fill={interval ? 'var(--ink)' : 'var(--ink-soft)'}
                >
                  {note}
                </text>
                {interval ? (
                  <>
                    <line
                      x1={x(interval.low)}
                      x2={x(interval.high)}
                      y1={y}
                      y2={y}
                      stroke="var(--share)"
                      strokeWidth="2.4"
                    />
                    <circle
                      cx={x(interval.point)}
                      cy={y}
                      r="5"
                      fill={isHollow ? 'var(--surface)' : 'var(--share)'}
                      stroke="var(--share)"
                      strokeWidth="1.8"
                    />
                  </>
                ) : null}
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}
