import { useElementSize } from '@mantine/hooks';
import { useLanguage } from '../language.ts';
import { formatPeriod } from './format.ts';
import { axisOf } from './month-lines.ts';

const axisWidth = 52;
const pictureGap = 26;
const headingHeight = 22;

export interface BarsPart {
  readonly id: string;
  readonly colour: string;
  readonly values: readonly (number | null)[];
}

/** One picture of stacked bars over the months, from zero. */
export interface BarsPicture {
  readonly id: string;
  readonly heading: string;
  readonly height: number;
  readonly parts: readonly BarsPart[];
}

interface Bar {
  readonly id: string;
  readonly colour: string;
  readonly from: number;
  readonly to: number;
}

/** What stands on each other in one month; a part that was not reported takes no room. */
function barsOf(parts: readonly BarsPart[], at: number): Bar[] {
  let from = 0;
  return parts.flatMap(({ id, colour, values }) => {
    const value = values[at] ?? null;
    if (value === null) return [];
    const bar = { id, colour, from, to: from + value };
    from = bar.to;
    return [bar];
  });
}

/** Pictures of bars one below the other over the same months; a month without a bar was not reported. */
export function MonthBarsChart({
  months,
  pictures,
  tickName,
}: {
  months: readonly { readonly month: string; readonly from: string; readonly isRunning: boolean }[];
  pictures: readonly BarsPicture[];
  tickName: (value: number) => string;
}) {
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const plot = Math.max(1, width - axisWidth - 12);
  const step = plot / Math.max(1, months.length);
  const every = Math.max(1, Math.ceil(58 / step));
  const space = Math.min(step * 0.16, 3);
  const tops = pictures.map((_, index) =>
    pictures.slice(0, index).reduce((sum, { height }) => sum + height + headingHeight + pictureGap, headingHeight),
  );
  const last = pictures.at(-1);
  const whole = (tops.at(-1) ?? 0) + (last?.height ?? 0) + 26;
  return (
    <div ref={ref} style={{ minHeight: whole }}>
      {width > 0 ? (
        <svg data-chart width={width} height={whole} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
          {pictures.map(({ id, heading, height, parts }, index) => {
            const top = tops[index] ?? 0;
            const stacks = months.map((_, at) => barsOf(parts, at));
            const points = stacks.map((bars) => ({ value: bars.at(-1)?.to ?? null, isRunning: false }));
            const { end, ticks } = axisOf([{ id, name: '', colour: '', points }], 3);
            const y = (value: number) => top + height - (value / end) * (height - 8);
            return (
              <g key={id}>
                <text x={0} y={top - 8} fontSize={13} fontWeight={600} fill="var(--ink)">
                  {heading}
                </text>
                {ticks.map((tick) => (
                  <g key={tick}>
                    <line x1={axisWidth} x2={width - 12} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
                    <text x={axisWidth - 8} y={y(tick) + 4} textAnchor="end" fill="var(--ink-soft)">
                      {tickName(tick)}
                    </text>
                  </g>
                ))}
                {months.map(({ month, isRunning }, at) =>
                  (stacks[at] ?? []).map((bar) => (
                    <rect
                      key={`${month} ${bar.id}`}
                      x={axisWidth + at * step + space}
                      width={Math.max(0.6, step - 2 * space)}
                      y={y(bar.to)}
                      height={Math.max(0.8, y(bar.from) - y(bar.to))}
                      fill={bar.colour}
                      fillOpacity={isRunning ? 0.25 : 1}
                      stroke={isRunning ? bar.colour : 'none'}
                      strokeDasharray={isRunning ? '3 3' : 'none'}
                    />
                  )),
                )}
              </g>
            );
          })}
          {months.map(({ month, from }, index) =>
            index % every === 0 ? (
              <text
                key={month}
                x={axisWidth + (index + 0.5) * step}
                y={whole - 6}
                textAnchor="middle"
                fill="var(--ink-soft)"
              >
                {formatPeriod(from, 'month', language)}
              </text>
            ) : null,
          )}
        </svg>
      ) : null}
    </div>
  );
}
