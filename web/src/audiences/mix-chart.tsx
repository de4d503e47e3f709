import { useElementSize } from '@mantine/hooks';
import { useLanguage, useWords } from '../language.ts';
import { formatPoints } from '../ui/format.ts';
import { mixAxis } from './mix-rows.ts';
import type { Mix } from './queries.ts';

const wideEnough = 620;
const letterWidth = 6.6;
const barHeight = 11;
const legendRow = 20;
const axisHeight = 40;
/** For the figure beside a bar that reaches an end of the axis. */
const room = 44;

/** Who came and what they chose, in points of the share: first of the whole, then of each group. */
export function MixChart({ mix, nameOf }: { mix: Mix; nameOf: (group: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const rows = [
    { key: 'all', label: t('audiences.all'), mix: mix.mix, choice: mix.choice },
    ...mix.groups.map((part) => ({ key: part.group, label: nameOf(part.group), mix: part.mix, choice: part.choice })),
  ];
  const isWide = width >= wideEnough;
  const rowHeight = isWide ? 38 : 62;
  const left = isWide ? 20 + letterWidth * Math.max(...rows.map(({ label }) => label.length)) : 8;
  const right = 12;
  const plot = Math.max(60, width - left - right - 2 * room);
  const start = left + room;
  const axis = mixAxis(rows.flatMap((row) => [row.mix, row.choice]));
  const x = (place: number) => start + place * plot;
  const top = isWide ? legendRow + 10 : 2 * legendRow + 10;
  const bottom = top + rows.length * rowHeight;
  const parts = [
    { of: 'mix', fill: 'var(--electronic)', stroke: 'none' },
    { of: 'choice', fill: 'var(--surface)', stroke: 'var(--comparison)' },
  ] as const;
  return (
    <div ref={ref} style={{ minHeight: bottom + axisHeight }}>
      {width > 0 ? (
        <svg
          data-chart
          width={width}
          height={bottom + axisHeight}
          aria-hidden="true"
          fontSize={12}
          style={{ display: 'block' }}
        >
          {parts.map(({ of, fill, stroke }, index) => (
            <g key={of} transform={`translate(${isWide ? index * 260 : 0},${isWide ? 0 : index * legendRow})`}>
              <rect x={1} y={5} width={18} height={barHeight} fill={fill} stroke={stroke} strokeWidth={1.4} />
              <text x={26} y={15} fill="var(--ink)">
                {t(`audiences.parts.${of}`)}
              </text>
            </g>
          ))}
          {axis.ticks.map((value) => (
            <g key={value}>
              <line
                x1={x(axis.place(value))}
                x2={x(axis.place(value))}
                y1={top}
                y2={bottom}
                stroke={value === 0 ? 'var(--ink-soft)' : 'var(--line)'}
              />
              <text x={x(axis.place(value))} y={bottom + 16} textAnchor="middle" fill="var(--ink-soft)">
                {formatPoints(value, language)}
              </text>
            </g>
          ))}
          <text x={x(0.5)} y={bottom + 34} textAnchor="middle" fill="var(--ink-soft)">
            {t('audiences.points')}
          </text>
          {rows.map((row, index) => {
            const rowTop = top + index * rowHeight;
            const barsTop = isWide ? rowTop + (rowHeight - 2 * barHeight - 2) / 2 : rowTop + 24;
            return (
              <g key={row.key}>
                {index === 1 ? (
                  <line x1={0} x2={width} y1={rowTop} y2={rowTop} stroke="var(--line)" strokeWidth={1.5} />
                ) : null}
                <text
                  x={0}
                  y={isWide ? rowTop + rowHeight / 2 + 4 : rowTop + 16}
                  fill="var(--ink)"
                  fontWeight={index === 0 ? 700 : 500}
                >
                  {row.label}
                </text>
                {parts.map(({ of, fill, stroke }, at) => {
                  const bar = axis.barOf(row[of]);
                  const y = barsTop + at * (barHeight + 2);
                  const isLeft = row[of] < 0;
                  return (
                    <g key={of}>
                      <rect
                        x={x(bar.start)}
                        y={y}
                        width={Math.max(1, bar.width * plot)}
                        height={barHeight}
                        fill={fill}
                        stroke={stroke}
                        strokeWidth={1.4}
                      />
                      <text
                        x={isLeft ? x(bar.start) - 5 : x(bar.start + bar.width) + 5}
                        y={y + barHeight - 1}
                        textAnchor={isLeft ? 'end' : 'start'}
                        fontSize={11}
                        fill="var(--ink)"
                      >
                        {formatPoints(row[of], language, 2)}
                      </text>
                    </g>
                  );
                })}
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}
