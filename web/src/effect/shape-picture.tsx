import type { Shape } from './view.ts';

const courses: Readonly<Record<Shape, string>> = {
  step: 'M4,32 H30 V10 H96',
  pulse: 'M4,32 H30 V10 H66 V32 H96',
  ramp: 'M4,32 H30 L66,10 H96',
  decay: 'M4,32 H30 V10 H66 C74,22 84,28 96,30',
};

/** The course of an effect over time; the campaign is the band. */
export const ShapePicture = ({ shape }: { shape: Shape }) => (
  <svg viewBox="0 0 100 40" width="100" height="40" className="shape-picture" aria-hidden="true">
    <rect x="30" y="2" width="36" height="34" fill="var(--band)" />
    <line x1="2" x2="98" y1="36" y2="36" stroke="var(--line)" />
    <path d={courses[shape]} fill="none" stroke="var(--share)" strokeWidth="2.2" strokeLinejoin="round" />
  </svg>
);
