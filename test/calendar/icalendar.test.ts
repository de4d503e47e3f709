import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Rows {
  readonly rows: readonly { readonly key: readonly string[]; readonly fields: Readonly<Record<string, unknown>> }[];
}

const campaignsOf = async (app: OpenApp): Promise<Map<string, Readonly<Record<string, unknown>>>> => {
  const { rows } = await app.get<Rows>('/api/v1/records/campaigns');
  return new Map(rows.map(({ fields }) => [String(fields.campaign), fields]));
};

const exported = async (app: OpenApp, query = ''): Promise<string> => {
  const response = await app.request(`/api/v1/campaigns.ics${query}`);
  expect(response.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
  return response.text();
};

const eventsIn = (text: string): ICAL.Event[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

const icsOf = (...events: readonly (readonly string[])[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//Test//EN',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const campaignsOnce = csvOf([
  make.campaign({
    campaign: 'umrah-2026',
    name: 'Umrah, haji; dan "e-paspor"\\2026',
    name_en: 'Umrah and the e-passport',
    approach: 'sosialisasi',
    objective: 'Jemaah tahu manfaatnya',
    planned_from: '2026-03-01',
    planned_to: '2026-04-15',
    started: '',
    channels: 'instagram|field-outreach',
    audiences: 'pilgrims',
    budget: 5_000_000,
    person_in_charge: 'Kasi TIKKIM',
  }),
  make.campaign({
    campaign: 'done',
    planned_from: '2025-11-01',
    planned_to: '2025-11-30',
    started: '2025-11-03',
    ended: '2025-12-05',
  }),
  make.campaign({ campaign: 'unplanned', started: '2025-10-01', ended: '2025-10-31' }),
  make.campaign({ campaign: 'open', planned_from: '2026-05-01', started: '' }),
  make.campaign({
    campaign: 'off',
    planned_from: '2026-02-01',
    planned_to: '2026-02-07',
    started: '',
    cancelled: '2026-01-10',
  }),
]);

test('plans leave as whole-day events that a calendar library reads: end exclusive, status, categories, a stable id', async () => {
  const app = openApp();
  await app.store(campaignsOnce);
  const events = new Map(eventsIn(await exported(app)).map((event) => [event.uid, event]));
  expect([...events.keys()].toSorted()).toEqual(
    ['done', 'off', 'open', 'umrah-2026', 'unplanned'].map((id) => `${id}@bandung.tilik`),
  );
  const umrah = events.get('umrah-2026@bandung.tilik');
  expect(umrah?.summary).toBe('Umrah, haji; dan "e-paspor"\\2026');
  expect([umrah?.startDate.isDate, umrah?.startDate.toString(), umrah?.endDate.toString()]).toEqual([
    true,
    '2026-03-01',
    '2026-04-16',
  ]);
  expect(umrah?.description).toContain('Jemaah tahu manfaatnya');
  expect(umrah?.component.getFirstProperty('categories')?.getValues()).toEqual([
    'Sosialisasi',
    'Jemaah umrah dan haji',
  ]);
  const statusOf = (id: string) => events.get(`${id}@bandung.tilik`)?.component.getFirstPropertyValue('status');
  expect(['umrah-2026', 'done', 'off'].map(statusOf)).toEqual(['TENTATIVE', 'CONFIRMED', 'CANCELLED']);
  // The plan is the event; what came of it stands in its notes.
  const done = events.get('done@bandung.tilik');
  expect(done?.startDate.toString()).toBe('2025-11-01');
  expect(done?.description).toContain('2025-11-03 sampai 2025-12-05');
  const inEnglish = eventsIn(await exported(app, '?lang=en')).find(({ uid }) => uid === 'umrah-2026@bandung.tilik');
  expect(inEnglish?.summary).toBe('Umrah and the e-passport');
});

test('every line of the file is at most 75 octets long, in any language', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign({ campaign: 'a', planned_from: '2026-03-01', objective: 'é–“'.repeat(200) })]));
  for (const line of (await exported(app)).split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('our own export comes back and changes nothing', async () => {
  const app = openApp();
  await app.store(campaignsOnce);
  const before = await campaignsOf(app);
  for (const lang of ['', '?lang=en']) {
    const report = await app.store(await exported(app, lang), { name: 'kalender.ics' });
    expect(report).toMatchObject({
      format: 'icalendar',
      stored: 0,
      replaced: 0,
      unchanged: 4,
      skipped: 1,
      rejected: 0,
    });
  }
  expect(await campaignsOf(app)).toEqual(before);
});

test('what was moved in another program moves the plan of the same campaign and leaves all else', async () => {
  const app = openApp();
  await app.store(campaignsOnce);
  const before = (await campaignsOf(app)).get('umrah-2026');
  const moved = (await exported(app))
    .replace('DTSTART;VALUE=DATE:20260301', 'DTSTART;VALUE=DATE:20260308')
    .replace('DTEND;VALUE=DATE:20260416', 'DTEND;VALUE=DATE:20260423');
  const preview = await (await app.send(moved, { preview: true })).json();
  expect(preview).toMatchObject({ status: 'preview', replaced: 1, unchanged: 3 });
  expect((await campaignsOf(app)).get('umrah-2026')).toEqual(before);
  const { id } = await app.store(moved);
  expect((await campaignsOf(app)).get('umrah-2026')).toEqual({
    ...before,
    planned_from: '2026-03-08',
    planned_to: '2026-04-22',
  });
  await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' });
  expect((await campaignsOf(app)).get('umrah-2026')).toEqual(before);
});

test('events of another calendar become planned campaigns of the approach that was asked for, once', async () => {
  const app = openApp();
  const event = [
    'UID:abc@example.org',
    'SUMMARY:Sosialisasi kampus\\, gelombang 1',
    'DESCRIPTION:Di aula',
    'DTSTART;VALUE=DATE:20260302',
    'DTEND;VALUE=DATE:20260305',
  ];
  const preview = await (await app.send(icsOf(event), { preview: true })).json();
  expect(preview.questions).toEqual([{ field: 'approach', required: false, choices: ['diseminasi', 'sosialisasi'] }]);
  await app.store(icsOf(event), { approach: 'diseminasi' });
  const [[id, fields] = []] = await campaignsOf(app);
  expect(fields).toMatchObject({
    name: 'Sosialisasi kampus, gelombang 1',
    approach: 'diseminasi',
    objective: 'Di aula',
    planned_from: '2026-03-02',
    planned_to: '2026-03-04',
    started: null,
    office: 'bandung',
  });
  // A later version of the same event is the same campaign, whatever it is called now.
  await app.store(icsOf(['UID:abc@example.org', 'SUMMARY:Lain', 'DTSTART;VALUE=DATE:20260309']), {
    approach: 'sosialisasi',
  });
  const after = await campaignsOf(app);
  expect([...after.keys()]).toEqual([id]);
  expect(after.get(String(id))).toMatchObject({
    name: 'Sosialisasi kampus, gelombang 1',
    approach: 'diseminasi',
    planned_from: '2026-03-09',
    planned_to: '2026-03-09',
  });
});

test.for([
  ['a whole day without an end', ['DTSTART;VALUE=DATE:20260302'], '2026-03-02', '2026-03-02'],
  [
    'an end that is its beginning',
    ['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260302'],
    '2026-03-02',
    '2026-03-02',
  ],
  ['a duration of days', ['DTSTART;VALUE=DATE:20260302', 'DURATION:P3D'], '2026-03-02', '2026-03-04'],
  // 18.00 UTC is one o'clock of the next day in Bandung.
  ['an evening in UTC', ['DTSTART:20260301T180000Z', 'DTEND:20260302T180000Z'], '2026-03-02', '2026-03-03'],
  [
    'an end at midnight there',
    ['DTSTART;TZID=Asia/Jakarta:20260302T080000', 'DTEND;TZID=Asia/Jakarta:20260304T000000'],
    '2026-03-02',
    '2026-03-03',
  ],
  ['another zone', ['DTSTART;TZID=America/New_York:20260301T130000', 'DURATION:PT1H'], '2026-03-02', '2026-03-02'],
  ['no zone at all', ['DTSTART:20260302T230000', 'DTEND:20260303T000000'], '2026-03-02', '2026-03-02'],
] as const)('%s is on the days of the office', async ([, lines, from, to]) => {
  const app = openApp();
  await app.store(icsOf(['UID:1', 'SUMMARY:A', ...lines]));
  const [[, fields] = []] = await campaignsOf(app);
  expect([fields?.planned_from, fields?.planned_to]).toEqual([from, to]);
});

test('a zone of which only the file knows is taken from the file', async () => {
  const app = openApp();
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Kantor Kita',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:-0500',
    'TZOFFSETTO:-0500',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
  const event = icsOf(['UID:1', 'SUMMARY:A', 'DTSTART;TZID=Kantor Kita:20260301T130000', 'DURATION:PT1H']);
  await app.store(event.replace('BEGIN:VEVENT', `${zone}\r\nBEGIN:VEVENT`));
  const [[, fields] = []] = await campaignsOf(app);
  expect(fields?.planned_from).toBe('2026-03-02');
});

test.for([
  ['event-repeats', ['DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=WEEKLY']],
  ['event-repeats', ['DTSTART;VALUE=DATE:20260302', 'RECURRENCE-ID;VALUE=DATE:20260302']],
  ['event-without-day', []],
  ['event-damaged', ['DTSTART:kemarin']],
  ['event-damaged', ['DTSTART;VALUE=DATE:20260231']],
  ['ends-before-start', ['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260225']],
  ['unknown-time-zone', ['DTSTART;TZID=Bulan:20260302T080000']],
  ['event-cancelled', ['DTSTART;VALUE=DATE:20260302', 'STATUS:CANCELLED']],
] as const)('an event is refused with %s, and the good one beside it is taken', async ([code, lines]) => {
  const app = openApp();
  const good = ['UID:good', 'SUMMARY:Baik', 'DTSTART;VALUE=DATE:20260401'];
  const report = await app.store(icsOf(['UID:bad', 'SUMMARY:Buruk', ...lines], good));
  expect(report).toMatchObject({ stored: 1, rejected: 1 });
  expect(report.problems.map((problem) => problem.code)).toContain(code);
  expect((await campaignsOf(app)).size).toBe(1);
});

test('a calendar is known by its content: with a byte order mark, bare line feeds, small letters, any name', async () => {
  const event = icsOf(['UID:1', 'SUMMARY:Sosialisasi “desa”', 'DTSTART;VALUE=DATE:20260302']);
  for (const text of [
    `\uFEFF${event}`,
    event.replaceAll('\r\n', '\n'),
    event.replace('BEGIN:VCALENDAR', 'begin:vcalendar'),
  ]) {
    const app = openApp();
    const report = await app.store(text, { name: 'unduhan.txt' });
    expect(report).toMatchObject({ format: 'icalendar', stored: 1 });
    const [[, fields] = []] = await campaignsOf(app);
    expect(fields?.name).toBe('Sosialisasi “desa”');
  }
});

test('the name of a calendar is its account, unless it is somebody’s address', async () => {
  const event = icsOf(['UID:1', 'SUMMARY:A', 'DTSTART;VALUE=DATE:20260302']);
  const named = (name: string) => event.replace('VERSION:2.0', `VERSION:2.0\r\nX-WR-CALNAME:${name}`);
  expect((await openApp().store(named('Kerja 2026'))).account).toBe('Kerja 2026');
  expect((await openApp().store(named('budi@example.org'))).account).toBeNull();
});

test('what was said of a calendar’s approach is remembered for the calendar', async () => {
  const app = openApp();
  const named = (uid: string) =>
    icsOf([`UID:${uid}`, 'SUMMARY:A', 'DTSTART;VALUE=DATE:20260302']).replace(
      'VERSION:2.0',
      'VERSION:2.0\r\nX-WR-CALNAME:Kerja',
    );
  await app.store(named('1'), { approach: 'diseminasi' });
  await app.store(named('2'));
  expect([...(await campaignsOf(app)).values()].map(({ approach }) => approach)).toEqual(['diseminasi', 'diseminasi']);
  const wrong = await app.send(named('3'), { approach: 'iklan' });
  expect(wrong.status).toBe(400);
});

test('an event whose name is somebody’s number is refused, and notes with one are not kept', async () => {
  const app = openApp();
  const report = await app.store(
    icsOf(
      ['UID:1', 'SUMMARY:Telepon 0812 3456 7890', 'DTSTART;VALUE=DATE:20260302'],
      [
        'UID:2',
        'SUMMARY:Rapat',
        'DESCRIPTION:Hubungi 0812 3456 7890',
        'ATTENDEE:mailto:budi@example.org',
        'DTSTART;VALUE=DATE:20260303',
      ],
    ),
  );
  expect(report).toMatchObject({ stored: 1, rejected: 1 });
  expect(report.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['remark-phone']));
  const [[, fields] = []] = await campaignsOf(app);
  expect(fields?.objective).toBeNull();
  expect(JSON.stringify(app.db.$client.prepare('SELECT * FROM imports').all())).not.toMatch(/budi|3456/);
});

test.for([
  ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\n', 'damaged-calendar', 422],
  ['BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR\r\n', 'damaged-calendar', 422],
  ['BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', 'no-rows', 422],
  [`BEGIN:VCALENDAR\r\n${'X-A:b\r\n'.repeat(800_000)}END:VCALENDAR\r\n`, 'calendar-too-large', 413],
] as const)('a broken calendar is refused whole', async ([text, code, status]) => {
  const response = await openApp().send(text);
  expect([response.status, (await response.json()).code]).toEqual([status, code]);
});

test('the plan of another office’s campaign is not moved by a file of ours', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign({ campaign: 'b', office: 'batam', planned_from: '2026-03-01', started: '' })]));
  const response = await app.send(icsOf(['UID:b@bandung.tilik', 'SUMMARY:B', 'DTSTART;VALUE=DATE:20260401']), {
    office: 'bandung',
  });
  expect([response.status, (await response.json()).issues.map(({ code }: { code: string }) => code)]).toEqual([
    422,
    ['id-of-other-office'],
  ]);
  const { rows } = await app.get<Rows>('/api/v1/records/campaigns?office=batam');
  expect(rows[0]?.fields).toMatchObject({ office: 'batam', planned_from: '2026-03-01' });
});
