import { type EventFields, isAsked, readEventSearch, touchedCampaigns } from '@tilik/web/inside/events/view.ts';
import { changedFields, differences } from '@tilik/web/inside/records/differences.ts';
import { expect, test } from 'vitest';

const event: EventFields = {
  event: 'fee-2024',
  name: 'Tarif baru',
  nameEn: 'New fee',
  office: null,
  kind: 'fee',
  starts: '2024-12-17',
  ends: null,
  confounds: true,
  reference: 'PP 45/2024',
};

test('what makes no sense in the address is as if it did not stand there', () => {
  expect(readEventSearch({ kind: 'fee', office: 'all', confounds: 'yes', year: '2024', text: 'tarif' })).toEqual({
    kind: 'fee',
    office: 'all',
    confounds: 'yes',
    year: '2024',
    text: 'tarif',
  });
  expect(readEventSearch({ kind: 'party', office: '<b>', confounds: 'maybe', year: 'x', text: '' })).toEqual({});
});

test('an event that touched every office is among those of each, and words are found in its source', () => {
  expect(isAsked(event, { office: 'bandung' })).toBe(true);
  expect(isAsked({ ...event, office: 'batam' }, { office: 'bandung' })).toBe(false);
  expect(isAsked({ ...event, office: 'batam' }, { office: 'all' })).toBe(false);
  expect(isAsked(event, { text: 'pp 45' })).toBe(true);
  // Days off are many and move little: they are shown where they are asked for.
  const dayOff = { ...event, kind: 'holiday' as const };
  expect([{}, { kind: 'every' as const }, { kind: 'holiday' as const }].map((asked) => isAsked(dayOff, asked))).toEqual(
    [false, true, true],
  );
  expect(isAsked(event, { year: '2025' })).toBe(false);
  expect(isAsked({ ...event, ends: '2025-02-01' }, { year: '2025' })).toBe(true);
});

test('a campaign is beside an event on the days they share, the first and the last too', () => {
  const campaign = (id: string, startedOn: string, endedOn: string | null) => ({ id, startedOn, endedOn });
  const campaigns = [
    campaign('before', '2024-11-01', '2024-12-16'),
    campaign('last-day', '2024-11-01', '2024-12-17'),
    campaign('open', '2024-12-01', null),
    campaign('after', '2024-12-18', null),
  ];
  expect(touchedCampaigns(event, campaigns).map(({ id }) => id)).toEqual(['last-day', 'open']);
});

test('only what was changed is sent, with what it was', () => {
  const was = { name: 'A', channels: ['x'], ends: null };
  expect(changedFields(was, { name: 'B', channels: ['x'], ends: null })).toEqual({
    fields: { name: 'B' },
    was: { name: 'A' },
  });
  expect(differences(null, { name: 'A', ends: null })).toEqual([{ field: 'name', from: undefined, to: 'A' }]);
});
