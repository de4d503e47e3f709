import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

const put = (app: OpenApp, path: string, content: object) =>
  app.request(`/api/v1/${path}?lang=en`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });

const radio = { nameId: 'Radio', nameEn: 'Radio', kind: 'mass-media', aliases: ['Siaran Radio'] };

test('a channel that was added takes readings by any of its names', async () => {
  const app = openApp();
  expect((await put(app, 'channels/radio', radio)).status).toBe(200);
  const report = await app.store(csvOf([make.reading({ channel: 'siaran radio', metric: 'reach', value: 900 })]));
  expect(report.channels).toEqual(['radio']);
  const { channels } = await app.get<{ channels: { id: string; position: number }[] }>('/api/v1/channel-list');
  expect(channels.at(-1)).toMatchObject({ id: 'radio', position: 7, aliases: ['siaran radio'] });
});

test('an office that was added can be compared with; ours stays ours', async () => {
  const app = openApp();
  const given = { name: 'Kantor Imigrasi Kelas I TPI Cirebon', launchedOn: '2022-01-26', aliases: ['Kanim Cirebon'] };
  expect((await put(app, 'offices/cirebon', given)).status).toBe(200);
  await app.store(csvOf([make.applicantCount({ office: 'kanim cirebon' })]));
  const moved = { name: 'Kanim Bandung Baru', launchedOn: '2018-12-12', aliases: [] };
  const answer = (await (await put(app, 'offices/bandung', moved)).json()) as { offices: object[] };
  expect(answer.offices).toContainEqual(
    expect.objectContaining({ id: 'cirebon', role: 'comparison', ...{ aliases: ['kanim cirebon'] } }),
  );
  expect(answer.offices[0]).toMatchObject({ id: 'bandung', role: 'ours', launchedOn: '2018-12-12' });
});

test.for([
  ['channels/radio', { ...radio, aliases: ['IG'] }, 409, 'name-taken'],
  ['channels/FB', radio, 400, 'bad-request'],
  ['channels/radio', { ...radio, kind: 'air' }, 400, 'bad-request'],
  ['channels/radio', { ...radio, nameId: ' ' }, 400, 'bad-request'],
  ['offices/cirebon', { name: 'Kanim Batam' }, 409, 'name-taken'],
  ['offices/cirebon', { name: 'Cirebon', zone: 'Mars/Base' }, 400, 'bad-request'],
  ['offices/cirebon', { name: 'Cirebon', launchedOn: '2022-02-30' }, 400, 'bad-request'],
] as const)('%s with %j is refused in words and changes nothing', async ([path, content, status, code]) => {
  const app = openApp();
  const before = [await app.get('/api/v1/offices'), await app.get('/api/v1/channel-list')];
  const response = await put(app, path, content);
  expect(response.status).toBe(status);
  expect((await problemOf(response)).code).toBe(code);
  expect([await app.get('/api/v1/offices'), await app.get('/api/v1/channel-list')]).toEqual(before);
});
