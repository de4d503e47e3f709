import { addDays, type Day } from '@tilik/server/inside/day.ts';
import { plainName, readCount, readPeriod } from '@tilik/server/inside/ingest/cells.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const farAhead = '9999-12-31';

describe('a count', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    [' 42 ', 42],
    ['007', 7],
    ['1234', 1234],
    ['1.234', 1234],
    ['1,234', 1234],
    ['1 234', 1234],
    ['1\u00A0234', 1234],
    ['1\u202F234\u202F567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['89.0', 89],
    ['89,00', 89],
    ['1,234.0', 1234],
    ['1.234,00', 1234],
    ['1.234.567,0', 1_234_567],
    ['999999999999', 999_999_999_999],
    ['1000000000000', 1_000_000_000_000],
  ])('%s is %d', (text, value) => {
    expect(readCount(text)).toEqual({ ok: true, value });
  });

  test.each(['', ' ', '-', '–', '—', 'n/a', 'N/A', 'NA', 'nan', 'NaN', 'null', 'None', '#N/A', 'Tidak ada'])(
    '“%s” is not reported',
    (text) => {
      expect(readCount(text)).toEqual({ ok: true, value: null });
    },
  );

  test.each([
    ['-1', 'negative'],
    ['−1', 'negative'],
    ['(12)', 'negative'],
    ['-1.234', 'negative'],
    ['1.5', 'fraction'],
    ['0,25', 'fraction'],
    ['1,234.5', 'fraction'],
    ['1.234,5', 'fraction'],
    ['12.34', 'fraction'],
    ['1000000000001', 'too-large'],
    ['9.999.999.999.999', 'too-large'],
    ['99999999999999999999999999', 'too-large'],
    ['12 34', 'not-a-number'],
    ['5\n6', 'not-a-number'],
    ['1 2 3', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['6.49E+17', 'not-a-number'],
    ['40%', 'not-a-number'],
    ['12 orang', 'not-a-number'],
    ['±5', 'not-a-number'],
    ['0x1F', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['1,2,3', 'not-a-number'],
    ['1,23,456', 'not-a-number'],
    ['.', 'not-a-number'],
    ['٣', 'not-a-number'],
  ])('“%s” is refused as %s', (text, reason) => {
    expect(readCount(text)).toMatchObject({ ok: false, reason });
  });

  test('any whole number reads back however it is grouped', () => {
    const grouped = (value: number, mark: string) => String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, mark);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.constantFrom('', '.', ',', ' ', '\u00A0', '\u202F'),
        (value, mark) => {
          expect(readCount(grouped(value, mark))).toEqual({ ok: true, value });
          const point = mark === '.' ? ',' : '.';
          expect(readCount(`${grouped(value, mark)}${point}0`)).toEqual({ ok: true, value });
          expect(readCount(`-${grouped(value, mark === '.' || mark === ',' ? mark : '')}`)).toMatchObject({
            ok: false,
            reason: 'negative',
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('any text gives a whole number, nothing, or a reason, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-( ]?[\d.,]{0,16}[)% ]?$/)), (text) => {
        const read = readCount(text);
        if (!read.ok) expect(read.reason).not.toBe('');
        else if (read.value !== null) expect(Number.isSafeInteger(read.value) && read.value >= 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

const monthNames = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const short = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const hari = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', "Jum'at", 'Sabtu'];

/** Every accepted way to write a day, by name. */
const dayForms: Record<string, (day: Day) => string> = (() => {
  const parts = (day: Day) => {
    const [year = '', month = '', dayOfMonth = ''] = day.split('-');
    return { year, month, dayOfMonth, index: Number(month) - 1, bare: String(Number(dayOfMonth)) };
  };
  const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();
  return {
    'YYYY-MM-DD': (day) => day,
    'YYYY/MM/DD': (day) => day.replaceAll('-', '/'),
    'DD/MM/YYYY': (day) => `${parts(day).dayOfMonth}/${parts(day).month}/${parts(day).year}`,
    'D/M/YYYY': (day) => `${parts(day).bare}/${Number(parts(day).month)}/${parts(day).year}`,
    'DD/MM/YY, of this century': (day) =>
      day < '2000' ? day : `${parts(day).dayOfMonth}/${parts(day).month}/${parts(day).year.slice(2)}`,
    'DD-MM-YYYY': (day) => `${parts(day).dayOfMonth}-${parts(day).month}-${parts(day).year}`,
    'DD.MM.YYYY': (day) => `${parts(day).dayOfMonth}.${parts(day).month}.${parts(day).year}`,
    'D MMMM YYYY (id)': (day) => `${parts(day).bare} ${monthNames.id[parts(day).index]} ${parts(day).year}`,
    'D MMMM YYYY (en)': (day) => `${parts(day).bare} ${monthNames.en[parts(day).index]} ${parts(day).year}`,
    'DD-MMM-YYYY': (day) => `${parts(day).dayOfMonth}-${short[parts(day).index]}-${parts(day).year}`,
    'MMMM D, YYYY': (day) => `${monthNames.en[parts(day).index]} ${parts(day).bare}, ${parts(day).year}`,
    'hari, D MMMM YYYY': (day) =>
      `${hari[weekday(day)]}, ${parts(day).bare} ${monthNames.id[parts(day).index]} ${parts(day).year}`,
    'ddd, MMM D, YYYY': (day) =>
      `${weekdays[weekday(day)]}, ${short[parts(day).index]} ${parts(day).bare}, ${parts(day).year}`,
    'ddd MMM DD YYYY': (day) =>
      `${weekdays[weekday(day)]} ${short[parts(day).index]} ${parts(day).dayOfMonth} ${parts(day).year}`,
    'YYYY-MM-DDT00:00:00': (day) => `${day}T00:00:00`,
    'YYYY-MM-DDT01:00:00': (day) => `${day}T01:00:00`,
  };
})();

const monthForms: Record<string, (month: string) => string> = {
  'YYYY-MM': (month) => month,
  'MM/YYYY': (month) => `${month.slice(5)}/${month.slice(0, 4)}`,
  'MMMM YYYY (id)': (month) => `${monthNames.id[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
  'MMMM YYYY (en)': (month) => `${monthNames.en[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
  'MMM-YYYY': (month) => `${short[Number(month.slice(5)) - 1]}-${month.slice(0, 4)}`,
};

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1990-01-01', count));

describe('a day or a month', () => {
  test.each(Object.keys(dayForms))('any day written %s reads back', (form) => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const written = dayForms[form]?.(day) ?? '';
        expect([written, readPeriod(written, farAhead)]).toEqual([
          written,
          { ok: true, value: { grain: 'day', periodOn: day } },
        ]);
      }),
    );
  });

  test.each(Object.keys(monthForms))('any month written %s reads back', (form) => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const written = monthForms[form]?.(day.slice(0, 7)) ?? '';
        const value = { grain: 'month', periodOn: `${day.slice(0, 7)}-01` };
        expect([written, readPeriod(written, farAhead)]).toEqual([written, { ok: true, value }]);
      }),
    );
  });

  test('a day the calendar does not have is refused in every form', () => {
    const impossible = fc
      .tuple(fc.integer({ min: 1990, max: 2099 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 40 }))
      .filter(([year, month, dayOfMonth]) => {
        const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
        return date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth;
      });
    fc.assert(
      fc.property(impossible, ([year, month, dayOfMonth]) => {
        const [mm, dd] = [month, dayOfMonth].map((part) => String(part).padStart(2, '0'));
        for (const written of [
          `${year}-${mm}-${dd}`,
          `${dd}/${mm}/${year}`,
          `${dd}.${mm}.${year}`,
          `${year}-${mm}-${dd}T00:00:00`,
        ]) {
          expect([written, readPeriod(written, farAhead)]).toMatchObject([
            written,
            { ok: false, reason: 'no-such-day' },
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what lies after today is refused, today is not', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (day, today) => {
        const read = readPeriod(day, today);
        if (day <= today) expect(read.ok).toBe(true);
        else expect(read).toMatchObject({ ok: false, reason: 'in-future', facts: { value: day, today } });
      }),
    );
    expect(readPeriod('2026-01', '2026-01-14')).toMatchObject({ ok: true });
    expect(readPeriod('Februari 2026', '2026-01-31')).toMatchObject({ ok: false, reason: 'in-future' });
  });

  test.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['kemarin', 'not-a-day'],
    ['2026', 'not-a-day'],
    ['46027', 'not-a-day'],
    ['05-01-26', 'not-a-day'],
    ['31/12/1989', 'too-early'],
    ['1989-12-31', 'too-early'],
    ['00/01/1900', 'no-such-day'],
    ['Jan-26', 'not-a-day'],
    ['2026-01-05-06', 'not-a-day'],
    ['5 Foo 2026', 'not-a-day'],
    ['5 constructor 2026', 'not-a-day'],
    ['Lifetime', 'not-a-day'],
    ['TOTAL', 'not-a-day'],
    ['31 Februari 2025', 'no-such-day'],
    ['13/2025', 'no-such-day'],
    ['00/01/2025', 'no-such-day'],
  ])('“%s” is refused as %s', (text, reason) => {
    expect(readPeriod(text, farAhead)).toMatchObject({ ok: false, reason });
  });

  test('any text gives a period that exists or a reason, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/. TJanFebMei:-]{0,24}$/)), (text) => {
        const read = readPeriod(text, farAhead);
        if (read.ok) expect(addDays(read.value.periodOn, 0)).toBe(read.value.periodOn);
      }),
      { numRuns: 1000 },
    );
  });
});

test('names are compared without case, marks, underscores, hyphens and runs of blanks', () => {
  for (const name of ['Jenis Paspor', 'jenis_paspor', ' JENIS-PASPOR ', 'jenis \t paspor', '\uFEFFJenis  Paspor']) {
    expect(plainName(name)).toBe('jenis paspor');
  }
});
