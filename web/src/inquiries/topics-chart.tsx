import { useElementSize } from '@mantine/hooks';
import { useLanguage } from '../language.ts';
import { formatCount, formatPeriod } from '../ui/format.ts';
import { columnsOf, type TopicPoint, type TopicSeries, topOfAxis } from './series.ts';

const axisWidth = 40;
const gap = 28;
const plotHeight = 86;
const pictureHeight = plotHeight + 62;

/** A small picture per topic, all on one scale: bars are questions received, a missing bar was not reported. */
export function TopicsChart({
  series,
  grain,
  topicName,
}: {
  series: readonly TopicSeries[];
  grain: string;
  topicName: (topic: string) => string;
}) {
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const columns = columnsOf(width);
  const pictureWidth = (width - gap * (columns - 1)) / columns;
  const height = Math.ceil(series.length / columns) * pictureHeight;
  const top = topOfAxis(series);
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 ? (
        <svg data-chart width={width} height={height} aria-hidden="true" fontSize={12} style={{ display: 'block' }}>
          {series.map(({ topic, points }, index) => (
            <g
              key={topic}
              transform={`translate(${(index % columns) * (pictureWidth + gap)},${Math.floor(index / columns) * pictureHeight})`}
            >
              <text x={0} y={14} fill="var(--ink)" fontWeight={600} fontSize={13}>
                {topicName(topic)}
              </text>
              {[0, 0.5, 1].map((part) => (
                <g key={part}>
                  <line
                    x1={axisWidth}
                    x2={pictureWidth}
                    y1={26 + plotHeight * (1 - part)}
                    y2={26 + plotHeight * (1 - part)}
                    stroke="var(--line)"
                  />
                  {part === 0.5 ? null : (
                    <text
                      x={axisWidth - 6}
                      y={30 + plotHeight * (1 - part)}
                      textAnchor="end"
                      fontSize={11}
                      fill="var(--ink-soft)"
                    >
                      {formatCount(part * top, language)}
                    </text>
                  )}
                </g>
              ))}
              {points.map((point, at) => (
                <Bar
                  key={point.from}
                  point={point}
                  x={axisWidth + ((pictureWidth - axisWidth) * at) / points.length}
                  width={(pictureWidth - axisWidth) / points.length}
                  top={top}
                />
              ))}
              <text x={axisWidth} y={plotHeight + 43} fontSize={11} fill="var(--ink-soft)">
                {formatPeriod(points[0]?.from ?? '', grain, language)}
              </text>
              <text x={pictureWidth} y={plotHeight + 43} textAnchor="end" fontSize={11} fill="var(--ink-soft)">
                {formatPeriod(points.at(-1)?.from ?? '', grain, language)}
              </text>
            </g>
          ))}
        </svg>
      ) : null}
    </div>
  );
}

/** A count as a bar, nought as a stroke on the line; a running period is dashed. */
function Bar({ point, x, width, top }: { point: TopicPoint; x: number; width: number; top: number }) {
  if (point.count === null) return null;
  const isRunning = point.state === 'unfinished';
  const height = Math.max(1, (point.count / top) * plotHeight);
  const space = Math.min(width * 0.16, 3);
  return (
    <rect
      x={x + space}
      y={26 + plotHeight - height}
      width={Math.max(0.6, width - 2 * space)}
      height={height}
      fill="var(--electronic)"
      fillOpacity={isRunning ? 0.25 : 1}
      stroke={isRunning ? 'var(--electronic)' : 'none'}
      strokeDasharray={isRunning ? '3 3' : 'none'}
    />
  );
}
