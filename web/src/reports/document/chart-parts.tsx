import type { Series } from '@tilik/server/client';

type Role = Series['role'];

export const colourOf: Readonly<Record<Role, string>> = {
  electronic: 'var(--electronic)',
  ordinary: 'var(--ordinary)',
  share: 'var(--share)',
  target: 'var(--comparison)',
  first: 'var(--share)',
  second: 'var(--comparison)',
  third: 'var(--office-third)',
  fourth: 'var(--office-fourth)',
};

/** Letters in the colour of an area that is too light to be read. */
export const inkOf = (role: Role): string => (role === 'ordinary' ? 'var(--ink-soft)' : colourOf[role]);

/** Dashes of a line, so that colour is not the only sign. */
const dashesOf: Readonly<Record<Role, string>> = {
  electronic: 'none',
  ordinary: '7 3',
  share: 'none',
  target: '6 3 1.5 3',
  first: 'none',
  second: '7 3',
  third: '2 3',
  fourth: '8 3 2 3',
};

/** What is drawn over an area. */
type Texture = 'plain' | 'slanted' | 'dotted' | 'level';
const textureOf: Readonly<Record<Role, Texture>> = {
  electronic: 'plain',
  ordinary: 'slanted',
  share: 'plain',
  target: 'level',
  first: 'plain',
  second: 'slanted',
  third: 'dotted',
  fourth: 'level',
};

const gap = 5;
const steps = (from: number, to: number): number[] => {
  const first = Math.ceil(from / gap);
  return Array.from({ length: Math.max(0, Math.floor(to / gap) - first + 1) }, (_, index) => (first + index) * gap);
};
const round = (value: number): number => Math.round(value * 100) / 100;

/** Lines over a rectangle, ended at its edges: a pattern or a clip would be a picture of dots on paper. */
function texturePath(texture: Texture, x: number, y: number, width: number, height: number): string {
  const right = x + width;
  const bottom = y + height;
  switch (texture) {
    case 'slanted':
      return steps(x + y, right + bottom)
        .map((sum) => {
          const from = Math.max(x, sum - bottom);
          const to = Math.min(right, sum - y);
          return to > from ? `M${round(from)} ${round(sum - from)}L${round(to)} ${round(sum - to)}` : '';
        })
        .join('');
    case 'level':
      return steps(y, bottom)
        .map((at) => `M${round(x)} ${round(at)}H${round(right)}`)
        .join('');
    case 'dotted':
      return steps(y + 1.5, bottom - 1.5)
        .flatMap((at) => steps(x + 1.5, right - 1.5).map((along) => `M${round(along - 0.01)} ${round(at)}h.02`))
        .join('');
    default:
      return '';
  }
}

/** A filled rectangle in the colour and texture of a series. */
export function Area({
  role,
  x,
  y,
  width,
  height,
}: {
  role: Role;
  x: number;
  y: number;
  width: number;
  height: number;
}) {
  if (!(width > 0) || !(height > 0)) return null;
  const texture = textureOf[role];
  const path = texturePath(texture, x, y, width, height);
  return (
    <>
      <rect x={round(x)} y={round(y)} width={round(width)} height={round(height)} fill={colourOf[role]} />
      {path === '' ? null : (
        <path
          d={path}
          fill="none"
          stroke="var(--surface)"
          strokeWidth={texture === 'dotted' ? 1.8 : 0.9}
          strokeLinecap={texture === 'dotted' ? 'round' : 'butt'}
        />
      )}
    </>
  );
}

/** One point of a line, in the shape of its series. */
export function Point({ role, x, y, size }: { role: Role; x: number; y: number; size: number }) {
  const fill = colourOf[role];
  switch (role) {
    case 'second':
    case 'ordinary':
      return <rect x={x - size} y={y - size} width={2 * size} height={2 * size} fill={fill} />;
    case 'third':
      return (
        <path d={`M${x} ${y - 1.3 * size}L${x + 1.2 * size} ${y + size}L${x - 1.2 * size} ${y + size}Z`} fill={fill} />
      );
    case 'fourth':
      return (
        <path
          d={`M${x} ${y - 1.4 * size}L${x + 1.4 * size} ${y}L${x} ${y + 1.4 * size}L${x - 1.4 * size} ${y}Z`}
          fill={fill}
        />
      );
    case 'target':
      return (
        <path d={`M${x - size} ${y}H${x + size}M${x} ${y - size}V${y + size}`} stroke={fill} strokeWidth={size * 0.6} />
      );
    default:
      return <circle cx={x} cy={y} r={size} fill={fill} />;
  }
}

/** A line through points, in the dashes of its series. */
export function Path({ role, points }: { role: Role; points: readonly (readonly [number, number])[] }) {
  const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return (
    <path
      d={path}
      fill="none"
      stroke={colourOf[role]}
      strokeWidth={role === 'target' ? 1.4 : 2}
      strokeDasharray={dashesOf[role]}
      strokeLinejoin="round"
    />
  );
}

/** What a series looks like, before its name. */
export function Swatch({ role, isLine }: { role: Role; isLine: boolean }) {
  return (
    <svg className="report-swatch" width={isLine ? 26 : 14} height="11" aria-hidden="true">
      {isLine ? (
        <>
          <Path
            role={role}
            points={[
              [1, 5.5],
              [25, 5.5],
            ]}
          />
          <Point role={role} x={13} y={5.5} size={2.6} />
        </>
      ) : (
        <Area role={role} x={0} y={0} width={14} height={11} />
      )}
    </svg>
  );
}
