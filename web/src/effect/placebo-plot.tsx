import { useElementSize } from '@mantine/hooks';
import { useLanguage, useWords } from '../language.ts';
import { formatDecimal } from '../ui/format.ts';
import { dodge, ratioAxis } from './forest.ts';
import type { EffectNumbers } from './queries.ts';

const rowHeight = 15;
const dotWidth = 13;

/** What the same model saw on windows in which nothing happened, as dots; the campaign as a diamond among them. */
export function PlaceboPlot({ numbers, axisName }: { numbers: EffectNumbers; axisName: string }) {
  const t = useWords();
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const estimates = numbers.placebos.windows.map(({ estimate }) => estimate);
  const real = numbers.logEffect.estimate;
  const axis = ratioAxis(
    [...estimates, real, -real].map((estimate) => ({ estimate, lower: estimate, upper: estimate })),
    width < 620 ? 5 : 7,
  );
  const margin = 16;
  const x = (place: number) => margin + Math.min(1, Math.max(0, place)) * Math.max(1, width - 2 * margin);
  const places = estimates.map((estimate) => x(axis.place(estimate)));
  const rows = dodge(places, dotWidth);
  const depth = Math.max(1, ...rows.map((row) => row + 1));
  const top = 30;
  const ground = top + depth * rowHeight + 6;
  const at = x(axis.place(real));
  const anchor = at > width * 0.7 ? 'end' : at < width * 0.3 ? 'start' : 'middle';
  return (
    <div ref={ref} style={{ minHeight: ground + 42 }}>
      {width > 0 ? (
        <svg
          data-chart
          width={width}
          height={ground + 42}
          aria-hidden="true"
          fontSize={12}
          style={{ display: 'block' }}
        >
          <rect
            x={x(axis.place(-Math.abs(real)))}
            y={top}
            width={Math.max(0, x(axis.place(Math.abs(real))) - x(axis.place(-Math.abs(real))))}
            height={ground - top}
            fill="var(--band)"
          />
          {axis.ticks.map(({ at: place, value }) => (
            <g key={value}>
              <line x1={x(place)} x2={x(place)} y1={top} y2={ground} stroke="var(--line)" />
              <text x={x(place)} y={ground + 16} textAnchor="middle" fill="var(--ink-soft)">
                {formatDecimal(value, language)}
              </text>
            </g>
          ))}
          <line
            x1={x(axis.place(0))}
            x2={x(axis.place(0))}
            y1={top}
            y2={ground}
            stroke="var(--ink-soft)"
            strokeWidth="1.2"
          />
          <line x1={margin} x2={width - margin} y1={ground} y2={ground} stroke="var(--ink-soft)" />
          {places.map((place, index) => (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: windows stand in their order and never move
              key={index}
              cx={place}
              cy={ground - 8 - (rows[index] ?? 0) * rowHeight}
              r={5}
              fill="var(--surface)"
              stroke="var(--comparison)"
              strokeWidth="1.8"
            />
          ))}
          <line x1={at} x2={at} y1={top - 4} y2={ground} stroke="var(--share)" strokeWidth="1.4" />
          <path d={`M${at},${ground - 16} l8,8 l-8,8 l-8,-8 Z`} fill="var(--share)" />
          <text x={at} y={14} textAnchor={anchor} fontWeight={700} fill="var(--share)">
            {t('effect.placebos.real')}
          </text>
          <text x={width / 2} y={ground + 34} textAnchor="middle" fill="var(--ink-soft)">
            {axisName}
          </text>
        </svg>
      ) : null}
    </div>
  );
}
