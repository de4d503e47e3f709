import type { Day, Span } from '@tilik/server/inside/day.ts';
import { type Curve, logCurve, logitCurve } from './curves.ts';

/** Counts known for a whole span, which the days of the span add up to exactly. */
export interface Anchor {
  readonly span: Span;
  readonly ordinary: number;
  readonly electronic: number;
}

/** The slow course of one office, before weekdays, seasons, campaigns and dated events. */
export interface OfficeCourse {
  readonly id: string;
  /** Logarithm of the applications of both types on an ordinary open weekday. */
  readonly logApplications: Curve;
  /** Log odds of the electronic passport among them. */
  readonly logOdds: Curve;
  /** Null: electronic passports before the demo data begin. */
  readonly launchedOn: Day | null;
  /** From then on nobody can apply for an ordinary passport. */
  readonly electronicOnlyFrom: Day | null;
  readonly anchors: readonly Anchor[];
}

const year = (name: string): Span => ({ from: `${name}-01-01`, to: `${name}-12-31` });

/** Ours. Anchors after DOMAIN §6; the odds are those without campaigns and dated events. */
export const bandung: OfficeCourse = {
  id: 'bandung',
  logApplications: logCurve([
    ['2018-12-01', 515],
    ['2019-07-01', 525],
    ['2019-12-31', 535],
    ['2020-02-15', 525],
    ['2020-03-23', 430],
    ['2020-06-16', 165],
    ['2020-09-01', 105],
    ['2020-12-31', 62],
    ['2021-03-15', 49],
    ['2021-07-20', 35],
    ['2021-10-15', 43],
    ['2021-12-31', 62],
    ['2022-03-15', 120],
    ['2022-06-30', 265],
    ['2022-10-01', 390],
    ['2022-12-31', 560],
    ['2023-03-31', 610],
    ['2023-08-01', 615],
    ['2023-12-31', 600],
    ['2024-06-30', 585],
    ['2024-12-31', 595],
    ['2025-12-31', 600],
    ['2026-12-31', 610],
  ]),
  logOdds: logitCurve([
    ['2019-12-06', 0.1],
    ['2020-01-15', 0.18],
    ['2020-03-23', 0.26],
    ['2020-06-16', 0.31],
    ['2020-12-31', 0.34],
    ['2021-06-30', 0.335],
    ['2021-12-31', 0.3],
    ['2022-03-31', 0.245],
    ['2022-07-31', 0.205],
    ['2022-12-31', 0.145],
    ['2023-04-30', 0.13],
    ['2023-10-31', 0.15],
    ['2023-12-31', 0.175],
    ['2024-04-30', 0.265],
    ['2024-07-31', 0.37],
    ['2024-10-18', 0.465],
    ['2024-12-31', 0.455],
    ['2025-12-31', 0.465],
    ['2026-12-31', 0.505],
  ]),
  launchedOn: '2019-12-06',
  electronicOnlyFrom: null,
  anchors: [
    { span: year('2021'), ordinary: 7_705, electronic: 4_408 },
    { span: year('2023'), ordinary: 125_141, electronic: 22_337 },
    { span: year('2024'), ordinary: 86_457, electronic: 59_009 },
  ],
};

/** 2024 after DOMAIN §6: 118,563 of which 74.9 % electronic. The rest is made up. */
const jakartaPusat: OfficeCourse = {
  id: 'jakarta-pusat',
  logApplications: logCurve([
    ['2018-12-01', 430],
    ['2020-02-15', 440],
    ['2020-06-16', 150],
    ['2020-12-31', 70],
    ['2021-07-20', 50],
    ['2021-12-31', 75],
    ['2022-06-30', 270],
    ['2022-12-31', 440],
    ['2023-06-30', 475],
    ['2024-06-30', 478],
    ['2024-12-31', 485],
    ['2026-12-31', 510],
  ]),
  logOdds: logitCurve([
    ['2018-12-01', 0.36],
    ['2020-03-23', 0.48],
    ['2021-06-30', 0.62],
    ['2022-06-30', 0.52],
    ['2023-03-31', 0.5],
    ['2023-12-31', 0.63],
    ['2024-06-30', 0.76],
    ['2024-12-31', 0.8],
    ['2025-12-31', 0.85],
    ['2026-12-31', 0.88],
  ]),
  launchedOn: null,
  electronicOnlyFrom: null,
  anchors: [{ span: year('2024'), ordinary: 29_759, electronic: 88_804 }],
};

/** Made up. */
const surabaya: OfficeCourse = {
  id: 'surabaya',
  logApplications: logCurve([
    ['2018-12-01', 455],
    ['2020-02-15', 460],
    ['2020-06-16', 160],
    ['2020-12-31', 66],
    ['2021-07-20', 42],
    ['2021-12-31', 66],
    ['2022-06-30', 270],
    ['2022-12-31', 480],
    ['2023-06-30', 530],
    ['2024-12-31', 540],
    ['2026-12-31', 565],
  ]),
  logOdds: logitCurve([
    ['2018-12-01', 0.15],
    ['2020-03-23', 0.24],
    ['2021-06-30', 0.4],
    ['2022-06-30', 0.24],
    ['2023-03-31', 0.19],
    ['2023-12-31', 0.27],
    ['2024-06-30', 0.43],
    ['2024-12-31', 0.51],
    ['2025-12-31', 0.61],
    ['2026-12-31', 0.68],
  ]),
  launchedOn: null,
  electronicOnlyFrom: null,
  anchors: [],
};

/** Shares of 2024 after DOMAIN §6: 29.1 % in the first quarter, 39.4 % from January to October. Totals are made up. */
const batam: OfficeCourse = {
  id: 'batam',
  logApplications: logCurve([
    ['2018-12-01', 235],
    ['2020-02-15', 230],
    ['2020-06-16', 80],
    ['2020-12-31', 34],
    ['2021-07-20', 24],
    ['2021-12-31', 36],
    ['2022-06-30', 150],
    ['2022-12-31', 225],
    ['2023-06-30', 240],
    ['2024-06-30', 228],
    ['2024-12-31', 240],
    ['2026-12-31', 260],
  ]),
  logOdds: logitCurve([
    ['2018-12-01', 0.07],
    ['2020-03-23', 0.11],
    ['2021-06-30', 0.21],
    ['2022-06-30', 0.14],
    ['2023-03-31', 0.13],
    ['2023-12-31', 0.25],
    ['2024-03-31', 0.34],
    ['2024-10-31', 0.52],
    ['2024-11-30', 0.7],
  ]),
  launchedOn: null,
  electronicOnlyFrom: '2024-12-01',
  anchors: [
    { span: { from: '2024-01-01', to: '2024-03-31' }, ordinary: 9_855, electronic: 4_045 },
    { span: { from: '2024-04-01', to: '2024-10-31' }, ordinary: 18_922, electronic: 14_664 },
  ],
};

export const comparisonOffices: readonly OfficeCourse[] = [jakartaPusat, surabaya, batam];
