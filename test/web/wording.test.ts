import { uptakeSentences } from '@tilik/web/inside/applicants/wording.ts';
import { catalogues, type Words } from '@tilik/web/inside/language.ts';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';

type Uptake = Parameters<typeof uptakeSentences>[0];

const words = (language: 'id' | 'en') =>
  createTranslator({ locale: language, messages: catalogues[language] }) as unknown as Words;

const month = (name: string, electronic: number, ordinary: number) =>
  `${name},E-paspor,${electronic}\n${name},biasa,${ordinary}\n`;

async function uptakeOf(rows: string): Promise<Uptake> {
  const app = openApp();
  await app.store(`tanggal,jenis paspor,pemohon\n${rows}`);
  return app.get<Uptake>('/api/v1/uptake?from=2025-11-01&to=2025-12-31&compare=previous');
}

test('a rise that counting can tell is called a rise, with its interval and what it is not', async () => {
  const uptake = await uptakeOf(
    month('2025-09', 100, 900) + month('2025-10', 100, 900) + month('2025-11', 300, 700) + month('2025-12', 320, 680),
  );
  const text = uptakeSentences(uptake, 1, words('id'), 'id').join(' ');
  expect(text).toContain('31,0% dari 2.000 permohonan memilih e-paspor');
  expect(text).toMatch(/porsi naik \+21,0 poin \(rentang 95%: \+18,\d – \+23,\d\)/);
  expect(text).toContain('bukan bukti dampak');
});

test('a change within counting error is never called a change', async () => {
  const uptake = await uptakeOf(
    month('2025-09', 20, 80) + month('2025-10', 20, 80) + month('2025-11', 22, 78) + month('2025-12', 22, 78),
  );
  const id = uptakeSentences(uptake, 0, words('id'), 'id').join(' ');
  expect(id).toContain('belum dapat dibedakan dari nol');
  const en = uptakeSentences(uptake, 0, words('en'), 'en').join(' ');
  expect(en).toContain('cannot be told from zero');
  expect(`${id} ${en}`).not.toMatch(/terbukti|signifikan|tidak ada pengaruh|proven|significant|no effect/i);
});

test('without figures to compare with, no change is claimed', async () => {
  const uptake = await uptakeOf(month('2025-11', 300, 700) + month('2025-12', 320, 680));
  expect(uptakeSentences(uptake, 0, words('en'), 'en').join(' ')).toContain('not enough figures');
});
