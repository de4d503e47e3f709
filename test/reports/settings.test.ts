import { expect, test } from 'vitest';
import { openOffice, person } from './office.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const secret = 'sebuah rahasia yang panjang';
const settings = {
  letterhead: ['KEMENTERIAN', 'KANTOR IMIGRASI BANDUNG'],
  place: 'Bandung',
  signatoryTitle: 'Kepala Seksi',
  signatoryName: 'Sari',
  numberPattern: '{n}/TIKKIM/{year}',
  recipients: ['rapat@bandung.example.go.id'],
  webhookUrl: 'https://papan.example.go.id/laporan',
  webhookSecret: secret,
  draftsByItself: true,
};

const formOf = (bytes: Uint8Array<ArrayBuffer>, name = 'logo.png') => {
  const form = new FormData();
  form.set('file', new File([bytes], name));
  return form;
};

test('an office that nobody set anything for has settings that a report can be made with', async () => {
  const office = openOffice();
  expect(await office.done('kepala', 'GET', 'report-settings')).toMatchObject({
    office: 'bandung',
    logo: null,
    signatoryName: null,
    numberPattern: '{n}/LAP/TIKKIM/{month}/{year}',
    numberExample: '009/LAP/TIKKIM/I/2026',
    recipients: [],
    webhookUrl: null,
    hasWebhookSecret: false,
    draftsByItself: true,
    sendsMail: false,
  });
  expect(await office.done('administrator', 'GET', 'report-settings?office=jakarta-pusat')).toMatchObject({
    draftsByItself: false,
  });
  expect(await office.refused('administrator', 'GET', 'report-settings?office=nowhere')).toEqual([
    404,
    'unknown-office',
  ]);
});

test('the secret of the webhook is shown by no answer, no entry of the trail and no report', async () => {
  const office = openOffice();
  const put = await office.done<{ hasWebhookSecret: boolean }>('administrator', 'PUT', 'report-settings', settings);
  expect(put.hasWebhookSecret).toBe(true);
  await office.done('administrator', 'PUT', 'report-settings', { ...settings, webhookSecret: `${secret} lain` });
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  const said = [
    put,
    await office.done('administrator', 'GET', 'report-settings'),
    await office.shown(id),
    office.frozen(id),
    office.db.$client.prepare('SELECT * FROM audit_entries').all(),
    office.db.$client.prepare('SELECT * FROM report_deliveries').all(),
  ];
  expect(JSON.stringify(said)).not.toContain(secret);
  const entry = office.db.$client
    .prepare(`SELECT became FROM audit_entries WHERE noun = 'report-settings' ORDER BY id DESC`)
    .pluck()
    .get();
  expect(JSON.parse(String(entry))).toMatchObject({ hasWebhookSecret: true, webhookSecretChanged: true });
});

test('a secret is kept with its address and goes with it', async () => {
  const office = openOffice();
  const { webhookSecret: _, ...unsaid } = settings;
  const stored = () => office.db.$client.prepare('SELECT webhook_secret FROM report_settings').pluck().get();
  expect(await office.refused('administrator', 'PUT', 'report-settings', unsaid)).toEqual([
    409,
    'webhook-needs-secret',
  ]);
  await office.done('administrator', 'PUT', 'report-settings', settings);
  await office.done('administrator', 'PUT', 'report-settings', { ...unsaid, place: 'Cimahi' });
  expect(stored()).toBe(secret);
  expect(
    await office.refused('administrator', 'PUT', 'report-settings', { ...unsaid, webhookUrl: 'https://lain.example/' }),
  ).toEqual([409, 'webhook-needs-secret']);
  await office.done('administrator', 'PUT', 'report-settings', { ...unsaid, webhookUrl: null });
  expect(stored()).toBe(null);
});

test.for([
  ['https://papan.example.go.id/x?y=1', true],
  ['http://127.0.0.1:8080/', true],
  ['http://localhost/laporan', true],
  ['http://[::1]:9/', true],
  ['http://192.168.1.5/laporan', true],
  ['http://10.0.0.7/', true],
  ['http://172.20.0.1/', true],
  ['http://172.32.0.1/', false],
  ['http://papan.example.go.id/', false],
  ['http://169.254.169.254/latest', false],
  ['https://169.254.169.254/latest', false],
  ['https://[fe80::1]/', false],
  ['https://user:password@papan.example/', false],
  ['ftp://papan.example/', false],
  ['file:///etc/passwd', false],
  ['papan', false],
] as const)('the webhook %s may be set: %s', async ([webhookUrl, may]) => {
  const { status, body } = await openOffice().ask('administrator', 'PUT', 'report-settings', {
    ...settings,
    webhookUrl,
  });
  expect([status, body.issues?.[0]?.code]).toEqual(may ? [200, undefined] : [400, 'not-a-webhook-address']);
});

test('what cannot be used is refused with its reason', async () => {
  const office = openOffice();
  const refusal = async (given: object) => {
    const { status, body } = await office.ask('administrator', 'PUT', 'report-settings', { ...settings, ...given });
    return [status, body.issues?.[0]?.code, body.issues?.[0]?.field];
  };
  expect(await refusal({ numberPattern: '{n}/LAP' })).toEqual([400, 'not-a-number-pattern', 'numberPattern']);
  expect(await refusal({ recipients: ['rapat'] })).toEqual([400, 'not-a-mail-address', 'recipients.0']);
  expect(await refusal({ recipients: ['a@b.id\r\nBcc: c@d.id'] })).toEqual([400, 'not-a-mail-address', 'recipients.0']);
  expect((await refusal({ webhookSecret: 'pendek' }))[0]).toBe(400);
  expect((await refusal({ letterhead: Array(9).fill('x') }))[0]).toBe(400);
  expect((await refusal({ letterhead: ['a\nb'] }))[0]).toBe(400);
  for (const role of ['kepala', 'petugas', 'pembaca'] as const)
    expect(await office.refused(role, 'PUT', 'report-settings', settings)).toEqual([403, 'not-allowed']);
  expect(await office.refused('petugas', 'GET', 'report-settings')).toEqual([403, 'not-allowed']);
  expect(await office.refused(person('administrator', 'jakarta-pusat'), 'PUT', 'report-settings', settings)).toEqual([
    403,
    'other-office',
  ]);
});

test('a logo is a picture by its content, is shown as nothing else, and stays with the reports that have it', async () => {
  const office = openOffice();
  const { logo } = await office.done<{ logo: string }>(
    'administrator',
    'PUT',
    'report-settings/logo',
    formOf(png, 'logo.svg'),
  );
  const answer = await office.app.request(`/api/v1/report-logos/${logo}`);
  expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
  for (const bytes of [svg, pdf, Buffer.from('GIF89a'), Buffer.from('x')])
    expect(await office.refused('administrator', 'PUT', 'report-settings/logo', formOf(bytes))).toEqual([
      415,
      'not-a-logo',
    ]);
  const large = Buffer.concat([png, Buffer.alloc(1024 * 1024)]);
  expect((await office.ask('administrator', 'PUT', 'report-settings/logo', formOf(large))).status).toBe(413);

  await office.done('administrator', 'PUT', 'report-settings', settings);
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  expect(office.content(id).content.letterhead).toEqual({ lines: settings.letterhead, logo });
  await office.done('administrator', 'DELETE', 'report-settings/logo');
  expect(await office.done('administrator', 'GET', 'report-settings')).toMatchObject({ logo: null, place: 'Bandung' });
  expect((await office.app.request(`/api/v1/report-logos/${logo}`)).status).toBe(200);
  expect(office.content(id).content.letterhead.logo).toBe(logo);
  expect(() => office.db.$client.exec('DELETE FROM report_logos')).toThrow('an approved report is not changed');
  expect(await office.refused('pembaca', 'GET', 'report-logos/nothing')).toEqual([404, 'no-such-logo']);
  // The same picture once more is the same logo.
  expect(await office.done('administrator', 'PUT', 'report-settings/logo', formOf(png))).toMatchObject({ logo });
});
