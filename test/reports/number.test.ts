import { isNumberPattern, numberFor, revisedNumber, usualNumberPattern } from '@tilik/server/inside/reports/number.ts';
import { expect, test } from 'vitest';
import { openOffice } from './office.ts';

test('a number is written as Indonesian offices write it: place in the year, what and whose, Roman month, year', () => {
  const number = (sequence: number, approvedOn: string) => numberFor(usualNumberPattern, { sequence, approvedOn });
  expect(number(9, '2026-10-02')).toBe('009/LAP/TIKKIM/X/2026');
  expect(number(123, '2026-01-31')).toBe('123/LAP/TIKKIM/I/2026');
  expect(number(1000, '2027-12-01')).toBe('1000/LAP/TIKKIM/XII/2027');
  expect(numberFor('W11.{n}-{mm}-{year}', { sequence: 4, approvedOn: '2026-08-17' })).toBe('W11.004-08-2026');
  expect(revisedNumber('009/LAP/TIKKIM/X/2026', 1)).toBe('009/LAP/TIKKIM/X/2026');
  expect(revisedNumber('009/LAP/TIKKIM/X/2026', 3)).toBe('009/LAP/TIKKIM/X/2026 Rev. 2');
});

test('months are Roman numerals from I to XII', () => {
  const months = Array.from({ length: 12 }, (_, index) =>
    numberFor('{month}', { sequence: 1, approvedOn: `2026-${String(index + 1).padStart(2, '0')}-01` }),
  );
  expect(months.join(' ')).toBe('I II III IV V VI VII VIII IX X XI XII');
});

test.for([
  [usualNumberPattern, true],
  ['{n}/{year}', true],
  ['{year}.{mm}.{n}', true],
  ['{n}/LAP/{month}', false],
  ['LAP/{month}/{year}', false],
  ['{n}{n}/{year}', false],
  ['{n}/{year}/{office}', false],
  ['{n}/{year}/{', false],
  ['', false],
] as const)('the pattern “%s” can be used: %s', ([pattern, can]) => {
  expect(isNumberPattern(pattern)).toBe(can);
});

test('the sequence has no gap, begins anew with the year of approval, and a revision keeps its number', async () => {
  const office = openOffice({ now: '2025-12-30T05:00:00Z' });
  const numberOf = async (month: string) => {
    await office.setMonth('close', month);
    const id = await office.draft(month);
    await office.review(id);
    return { id, number: (await office.approve(id)).number };
  };
  expect((await numberOf('2025-09')).number).toBe('001/LAP/TIKKIM/XII/2025');
  // A draft takes no number, and one that is thrown away leaves none out.
  await office.done('petugas', 'DELETE', `reports/${await office.draft('2025-08')}`);
  const october = await numberOf('2025-10');
  expect(october.number).toBe('002/LAP/TIKKIM/XII/2025');
  // It is still December in UTC, and January in Bandung.
  office.setNow('2025-12-31T17:30:00Z');
  expect((await numberOf('2025-11')).number).toBe('001/LAP/TIKKIM/I/2026');

  const { id } = await office.done<{ id: string }>('kepala', 'POST', `reports/${october.id}/revise`, {
    reason: 'Salah ketik',
  });
  await office.review(id);
  expect((await office.approve(id)).number).toBe('002/LAP/TIKKIM/XII/2025 Rev. 1');
  expect((await numberOf('2025-12')).number).toBe('002/LAP/TIKKIM/I/2026');
  const { id: second } = await office.done<{ id: string }>('kepala', 'POST', `reports/${id}/revise`, {
    reason: 'Sekali lagi',
  });
  await office.review(second);
  expect((await office.approve(second)).number).toBe('002/LAP/TIKKIM/XII/2025 Rev. 2');
});
