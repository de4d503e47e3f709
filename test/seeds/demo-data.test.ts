import { applicantDays, byMonth, type OfficeDay, trueExtraApplications } from '@tilik/seeds/inside/applicants.ts';
import { type DemoFile, demoFiles } from '@tilik/seeds/inside/files.ts';
import { bandung } from '@tilik/seeds/inside/offices.ts';
import { campaigns, channels, plantedEffects, shapeOn } from '@tilik/seeds/inside/plan.ts';
import { addDays, weekday } from '@tilik/server/inside/day.ts';
import { expect, test } from 'vitest';

const until = '2026-11-23';
const files = demoFiles({ until });

const named = (name: string, among: readonly DemoFile[] = files): DemoFile => {
  const found = among.find((file) => file.name === name);
  if (!found) throw new Error(`No file ${name}`);
  return found;
};

/** Rows of a file none of whose cells holds a comma or a line break. */
function plainRows(file: DemoFile): Record<string, string>[] {
  const [header = '', ...lines] = new TextDecoder().decode(file.bytes).trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, position) => [name, cells[position] ?? '']));
  });
}

const sumOf = (rows: readonly Record<string, string>[], wanted: Record<string, string>): number =>
  rows
    .filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value))
    .reduce((sum, row) => sum + Number(row.applicants), 0);

const ourRows = files.filter(({ name }) => /^pemohon-bandung-\d{4}\.csv$/.test(name)).flatMap(plainRows);
const comparisonRows = plainRows(named('pemohon-pembanding.csv'));

const ourTotal = (year: string, passportType: string): number =>
  sumOf(
    ourRows.filter((row) => row.date?.startsWith(year)),
    { passport_type: passportType },
  );

test('our office adds up to the published totals of 2021, 2023 and 2024', () => {
  expect(ourTotal('2021', 'ordinary')).toBe(7_705);
  expect(ourTotal('2021', 'electronic')).toBe(4_408);
  expect(ourTotal('2023', 'ordinary')).toBe(125_141);
  expect(ourTotal('2023', 'electronic')).toBe(22_337);
  expect(ourTotal('2024', 'ordinary')).toBe(86_457);
  expect(ourTotal('2024', 'electronic')).toBe(59_009);
});

test('the kinds of book add up to the electronic passports of every month, 1,022 polycarbonate ones in 2024', () => {
  const rows = files.filter(({ name }) => name.startsWith('pemohon-bandung-jenis-buku')).flatMap(plainRows);
  const months = [...new Set(rows.map((row) => row.date ?? ''))];
  expect(months.at(0)).toBe('2024-01');
  expect(months.at(-1)).toBe('2026-10');
  for (const month of months) {
    const electronic = sumOf(
      ourRows.filter((row) => row.date?.startsWith(month)),
      { passport_type: 'electronic' },
    );
    expect(sumOf(rows, { date: month })).toBe(electronic);
  }
  const of2024 = rows.filter((row) => row.date?.startsWith('2024'));
  expect(sumOf(of2024, { variant: 'polycarbonate' })).toBe(1_022);
  expect(of2024.filter((row) => row.variant === 'polycarbonate').at(0)?.date).toBe('2024-04');
});

test('comparison offices have the published shares, and Batam reports ordinary passports as zero once they ended', () => {
  const shareOf = (office: string, from: string, to: string) => {
    const rows = comparisonRows.filter(
      (row) => row.office === office && (row.date ?? '') >= from && (row.date ?? '') <= to,
    );
    const electronic = sumOf(rows, { passport_type: 'electronic' });
    return { total: sumOf(rows, {}), share: Math.round((1000 * electronic) / sumOf(rows, {})) / 10 };
  };
  expect(shareOf('jakarta-pusat', '2024-01', '2024-12')).toEqual({ total: 118_563, share: 74.9 });
  expect(shareOf('batam', '2024-01', '2024-03').share).toBe(29.1);
  expect(shareOf('batam', '2024-01', '2024-10').share).toBe(39.4);
  expect(shareOf('batam', '2024-12', '2026-10').share).toBe(100);
  const ordinary = comparisonRows.filter((row) => row.office === 'batam' && row.passport_type === 'ordinary');
  expect(ordinary.filter((row) => (row.date ?? '') >= '2024-12').map((row) => row.applicants)).toEqual(
    Array.from({ length: 23 }, () => '0'),
  );
});

test('no electronic passport is reported before the launch, not even as zero', () => {
  const electronic = ourRows.filter((row) => row.passport_type === 'electronic').map((row) => row.date ?? '');
  expect(electronic.toSorted().at(0)).toBe('2019-12-06');
});

test('closed days have no row: weekends, feasts that move, joint leave, the pandemic', () => {
  const days = [...new Set(ourRows.map((row) => row.date ?? ''))];
  expect(days.filter((day) => weekday(day) > 5)).toEqual([]);
  for (const closed of ['2019-06-05', '2023-03-22', '2024-04-10', '2024-04-15', '2025-08-18', '2026-03-18']) {
    expect(days).not.toContain(closed);
  }
  expect(days.filter((day) => day >= '2020-03-24' && day <= '2020-06-15')).toEqual([]);
  expect(days).toContain('2020-06-16');
  expect(comparisonRows.map((row) => row.date)).not.toContain('2020-05');
});

test('the same last day gives the same bytes', () => {
  expect(demoFiles({ until })).toEqual(files);
});

test('a finished year does not change when the last day moves', () => {
  const earlier = demoFiles({ until: '2024-08-15' });
  const finished = earlier.filter(({ name }) => /20(18|19|20|21|22|23)\.csv$/.test(name));
  expect(finished).toHaveLength(23);
  for (const file of finished) expect(named(file.name)).toEqual(file);
  const running = plainRows(named('pemohon-bandung-2024.csv', earlier));
  expect(plainRows(named('pemohon-bandung-2024.csv')).slice(0, running.length)).toEqual(running);
});

test('months are given only once they are finished', () => {
  const months = (name: string, among: readonly DemoFile[]) => plainRows(named(name, among)).map((row) => row.date);
  const onLastDay = demoFiles({ until: '2025-02-28' });
  const dayBefore = demoFiles({ until: '2025-02-27' });
  for (const name of [
    'pemohon-pembanding.csv',
    'sumber-informasi-bandung.csv',
    'pemohon-bandung-jenis-buku-2025.csv',
    'pemohon-bandung-tujuan-2025.csv',
    'pemohon-menurut-khalayak.csv',
    'pertanyaan-rekap-bulanan.csv',
    'layanan-paspor.csv',
  ]) {
    expect(months(name, onLastDay)).toContain('2025-02');
    expect(months(name, dayBefore)).not.toContain('2025-02');
  }
});

test('declared sources account for every applicant of the month, 55 to 70 of a hundred by name', () => {
  const rows = plainRows(named('sumber-informasi-bandung.csv'));
  expect([...new Set(rows.map((row) => row.source))]).toEqual([...channels, 'other', 'unknown']);
  for (const month of byMonth(applicantDays(bandung, '2026-10-31')).filter(({ month }) => month >= '2020-01')) {
    const ofMonth = rows.filter((row) => row.date === month.month);
    expect(sumOf(ofMonth, { passport_type: 'ordinary' })).toBe(month.ordinary);
    expect(sumOf(ofMonth, { passport_type: 'electronic' })).toBe(month.electronic);
    const unknown = sumOf(ofMonth, { source: 'unknown' }) / sumOf(ofMonth, {});
    expect(unknown).toBeGreaterThan(0.3);
    expect(unknown).toBeLessThan(0.45);
  }
  expect(rows.map((row) => row.date)).not.toContain('2020-04');
});

const campaignOn = (last: string, id: string): Record<string, string> | undefined =>
  plainRows(named('kampanye.csv', demoFiles({ until: last }))).find((row) => row.campaign === id);

test('a campaign is planned until it begins, has no end while it runs, and its spending is known when it is over', () => {
  const of = (last: string) => {
    const row = campaignOn(last, 'libur-akhir-tahun-2026');
    return row && [row.started, row.ended, row.spending, row.management_step];
  };
  expect(of('2026-05-01')).toBeUndefined();
  expect(of('2026-11-08')).toEqual(['', '', '', 'organising']);
  expect(of('2026-11-09')).toEqual(['2026-11-09', '', '', 'actuating']);
  expect(of('2026-12-31')).toEqual(['2026-11-09', '2026-12-31', '33100000', 'controlling']);
});

test('the calendar holds two campaigns yet to come, one that was called off, and says what was copied', () => {
  const rows = plainRows(named('kampanye.csv'));
  expect(rows).toHaveLength(campaigns.length + 3);
  const unbegun = rows.filter((row) => row.started === '');
  expect(unbegun.map((row) => [row.campaign, row.cancelled])).toEqual([
    ['pameran-layanan-2020', '2020-03-26'],
    ['sosialisasi-jemaah-2027', ''],
    ['forum-pelaku-perjalanan-2027', ''],
  ]);
  for (const row of unbegun.filter(({ cancelled }) => cancelled === '')) expect(row.planned_from).toMatch(/^2027-/);
  const ids = rows.map((row) => row.campaign);
  const copied = rows.map((row) => row.copied_from).filter((id) => id !== '');
  expect(copied.length).toBeGreaterThanOrEqual(2);
  for (const id of copied) expect(ids).toContain(id);
});

test('spending stays near its budget, but for one campaign that went over and one that reported none', () => {
  const over = plainRows(named('kampanye.csv')).filter((row) => row.ended !== '');
  const part = (row: Record<string, string>) => Number(row.spending) / Number(row.budget);
  expect(over.filter((row) => row.spending === '').map((row) => row.campaign)).toEqual(['forum-pengusaha-2021']);
  expect(over.filter((row) => part(row) > 1).map((row) => row.campaign)).toEqual(['kenali-manfaat-2023']);
});

test('each campaign has one planted effect, of its own shape', () => {
  expect(plantedEffects.map(({ campaign }) => campaign)).toEqual(campaigns.map(({ id }) => id));
  const span = { from: '2023-06-05', to: '2023-07-02' };
  const course = (shape: Parameters<typeof shapeOn>[0]) =>
    ['2023-06-04', '2023-06-05', '2023-07-02', '2023-07-30', '2024-07-01'].map((day) => shapeOn(shape, span, day));
  expect(course('step')).toEqual([0, 1, 1, 1, 1]);
  expect(course('pulse')).toEqual([0, 1, 1, 0, 0]);
  expect(course('ramp')).toEqual([0, 1 / 28, 1, 1, 1]);
  expect(course('step-decay')).toEqual([0, 1, 1, 0.5, 0]);
});

test('true extra applications are nothing exactly where nothing was planted', () => {
  for (const effect of plantedEffects) {
    const { total, switching, demand } = trueExtraApplications(effect.campaign);
    expect(total).toBe(switching + demand);
    if (effect.oddsRatio === 1 && effect.demand === 1) expect(total).toBe(0);
    else expect(total).toBeGreaterThan(100);
    if (effect.demand === 1) expect(demand).toBe(0);
  }
});

/** Log odds of the electronic passport over a span. */
function logOddsOver(days: readonly OfficeDay[], from: string, to: string): number {
  const within = days.filter(({ day }) => day >= from && day <= to);
  const electronic = within.reduce((sum, day) => sum + (day.electronic ?? 0), 0);
  const ordinary = within.reduce((sum, day) => sum + day.ordinary, 0);
  return Math.log(electronic / ordinary);
}

test('a planted pulse stands out against the months around it, and a campaign without effect does not', () => {
  const days = applicantDays(bandung, until);
  const against = (campaignId: string): number => {
    const { from, to } = campaigns.find(({ id }) => id === campaignId)?.actual ?? { from: until, to: until };
    const before = logOddsOver(days, addDays(from, -42), addDays(from, -1));
    const after = logOddsOver(days, addDays(to, 1), addDays(to, 42));
    return logOddsOver(days, from, to) - (before + after) / 2;
  };
  expect(against('kenali-manfaat-2023')).toBeGreaterThan(Math.log(1.3));
  expect(against('kenali-manfaat-2023')).toBeLessThan(Math.log(1.7));
  for (const none of ['sosialisasi-jemaah-2022', 'sosialisasi-kampus-2023', 'sosialisasi-kecamatan-2026']) {
    expect(Math.abs(against(none))).toBeLessThan(0.12);
  }
});

test('files of the platforms have the platforms’ own shape', () => {
  const overview = new TextDecoder().decode(named('account_overview_analytics_2023.csv').bytes);
  expect(overview.split('\n').slice(0, 2).join('\n')).toMatch(
    /^Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n"Sun, Dec 31, 2023",\d+/,
  );

  const reach = named('instagram-Instagram-reach.csv');
  expect([...reach.bytes.slice(0, 2)]).toEqual([0xff, 0xfe]);
  const text = new TextDecoder('utf-16le').decode(reach.bytes);
  expect(text).toMatch(/^sep=,\n"Instagram reach"\n"Date","Primary"\n"2019-01-01T00:00:00","\d+"\n/);
  expect(text).toMatch(/"2026-11-23T00:00:00","\d+"\n\n$/);
  const follows = new TextDecoder('utf-16le').decode(named('facebook-Facebook-follows.csv').bytes);
  expect(follows).not.toContain(',"0"');
  expect(named('facebook-Views.csv').answers).toEqual({ channel: 'facebook' });
  expect(named('instagram-Content-interactions.csv').answers).toEqual({ channel: 'instagram' });
  const visits = new TextDecoder('utf-16le').decode(named('facebook-Facebook-visits.csv').bytes);
  expect(visits).not.toContain('2022-09-12');

  const content = new TextDecoder('utf-8', { ignoreBOM: true }).decode(named('instagram-konten-2023.csv').bytes);
  expect(content).toMatch(
    /^\uFEFF"Post ID","Account ID","Account username","Account name",Description,"Duration \(sec\)"/,
  );
  expect(content).toMatch(/,"\d{2}\/\d{2}\/2023 \d{2}:\d{2}",https:\/\/www\.instagram\.com\/p\/CONTOH/);
  expect(named('instagram-konten-2023.csv').answers).toEqual({ snapshotOn: '2024-01-31' });
  expect(named('instagram-konten-2026.csv').answers).toEqual({ snapshotOn: until });
});
