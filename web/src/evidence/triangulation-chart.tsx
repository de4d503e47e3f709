import { useElementSize } from '@mantine/hooks';
import { useLanguage } from '../language.ts';
import { formatCount, formatPeriod, formatShare } from '../ui/format.ts';
import type { Picture, Point } from './series.ts';

const axisWidth = 44;
const gap = 32;
const plotHeight = 74;
const pictureHeight = plotHeight + 58;
const twoColumns = 620;

/** Pictures in pairs over the same months: what the notes say on the left, the figure beside it on the right. */
export function TriangulationChart({
  pairs,
  nameOf,
}: {
  pairs: readonly (readonly [Picture, Picture | undefined])[];
  nameOf: (picture: Picture) => string;
}) {
  const { ref, width } = useElementSize();
  const columns = width >= twoColumns ? 2 : 1;
  const pictureWidth = (width - gap * (columns - 1)) / columns;
  const placed = pairs.flatMap(([left, right], row) => {
    const own = right ? [left, right] : [left];
    return own.map((picture, column) => ({ picture, row, column }));
  });
  const rows = columns === 2 ? pairs.length : placed.length;
  const height = rows * pictureHeight;
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 ? (
        <svg data-chart width={width} height={height} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
          {placed.map(({ picture, row, column }, index) => (
            <g
              key={picture.key}
              transform={
                columns === 2
                  ? `translate(${column * (pictureWidth + gap)},${row * pictureHeight})`
                  : `translate(0,${index * pictureHeight})`
              }
            >
              <SmallPicture picture={picture} name={nameOf(picture)} width={pictureWidth} />
            </g>
          ))}
        </svg>
      ) : null}
    </div>
  );
}

function SmallPicture({ picture, name, width }: { picture: Picture; name: string; width: number }) {
  const language = useLanguage();
  const { points, top, kind } = picture;
  const tick = (value: number) => (kind === 'share' ? formatShare(value, language, 0) : formatCount(value, language));
  const step = (width - axisWidth) / Math.max(1, points.length);
  const height = (value: number) => 26 + plotHeight * (1 - value / top);
  return (
    <>
      <text x={0} y={14} fill="var(--ink)" fontWeight={600} fontSize={13}>
        {name}
      </text>
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line x1={axisWidth} x2={width} y1={height(part * top)} y2={height(part * top)} stroke="var(--line)" />
          {part === 0.5 ? null : (
            <text x={axisWidth - 6} y={height(part * top) + 4} textAnchor="end" fontSize={11} fill="var(--ink-soft)">
              {tick(part * top)}
            </text>
          )}
        </g>
      ))}
      {points.map((point, index) =>
        kind === 'share' ? (
          <Dot key={point.from} point={point} x={axisWidth + step * (index + 0.5)} height={height} />
        ) : (
          <Bar key={point.from} point={point} x={axisWidth + step * index} width={step} height={height} />
        ),
      )}
      <text x={axisWidth} y={plotHeight + 43} fontSize={11} fill="var(--ink-soft)">
        {formatPeriod(points[0]?.from ?? '', 'month', language)}
      </text>
      <text x={width} y={plotHeight + 43} textAnchor="end" fontSize={11} fill="var(--ink-soft)">
        {formatPeriod(points.at(-1)?.from ?? '', 'month', language)}
      </text>
    </>
  );
}

interface Mark {
  readonly point: Point;
  readonly x: number;
  readonly height: (value: number) => number;
}

/** A count as a bar, nought as a stroke on the line, nothing where nothing is known; a running month is dashed. */
function Bar({ point: { value, isRunning }, x, width, height }: Mark & { width: number }) {
  if (value === null) return null;
  const space = Math.min(width * 0.16, 3);
  const top = Math.min(height(value), height(0) - 1);
  return (
    <rect
      x={x + space}
      y={top}
      width={Math.max(0.6, width - 2 * space)}
      height={height(0) - top}
      fill="var(--electronic)"
      fillOpacity={isRunning ? 0.25 : 1}
      stroke={isRunning ? 'var(--electronic)' : 'none'}
      strokeDasharray={isRunning ? '3 3' : 'none'}
    />
  );
}

/** A share as a point with its interval; hollow where the month is still running. */
function Dot({ point: { value, low, high, isRunning }, x, height }: Mark) {
  if (value === null) return null;
  return (
    <>
      {low === undefined || high === undefined ? null : (
        <line x1={x} x2={x} y1={height(low)} y2={height(high)} stroke="var(--share)" strokeWidth={1.5} />
      )}
      <circle
        cx={x}
        cy={height(value)}
        r={3}
        fill={isRunning ? 'var(--surface)' : 'var(--share)'}
        stroke="var(--share)"
        strokeWidth={1.5}
      />
    </>
  );
}
