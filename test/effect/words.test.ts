import { evaluateEffect } from '@tilik/server/inside/effect/evaluate.ts';
import { type EffectResult, refusalRules, sensitivityModels } from '@tilik/server/inside/effect/result.ts';
import { effectInWords, gateInWords, refusalInWords, verdictInWords } from '@tilik/server/inside/effect/words.ts';
import { expect, test } from 'vitest';
import { drawn } from './simulation.ts';

const languages = ['id', 'en'] as const;

const judged = { extra: evaluateEffect(drawn()), share: evaluateEffect(drawn({ estimand: 'share' })) };

/** A result of known numbers: what is said must not hang on the engine's digits. */
function made(
  estimand: 'extra' | 'share',
  verdict: 'SUPPORTED' | 'SUGGESTIVE' | 'NOT DISTINGUISHABLE',
  sign: 1 | -1 = 1,
): EffectResult {
  const result = judged[estimand];
  if (result.kind !== 'computed') throw new Error('not computed');
  const turned = (estimate: number, lower: number, upper: number) =>
    sign === 1 ? { estimate, lower, upper } : { estimate: -estimate, lower: -upper, upper: -lower };
  const isClear = verdict !== 'NOT DISTINGUISHABLE';
  return {
    ...result,
    verdict,
    numbers: {
      ...result.numbers,
      extra: { ...(isClear ? turned(121.3, 40.2, 209.8) : turned(31, -80, 140)), monteCarloError: 0 },
      ...(estimand === 'share' && { points: isClear ? turned(5.24, 1.91, 8.77) : turned(0.4, -2.6, 3.31) }),
      mde: 0.382,
      gates: [
        isClear ? { gate: 'interval', passed: true } : { gate: 'interval', passed: false, reason: 'holds-nothing' },
        verdict === 'SUPPORTED'
          ? { gate: 'placebos', passed: true }
          : { gate: 'placebos', passed: false, reason: 'inside-placebos' },
      ],
    },
  };
}

test('what is said of a campaign is what was agreed on, word for word', () => {
  const said = languages.flatMap((language) => [
    effectInWords(language, made('extra', 'SUPPORTED')),
    effectInWords(language, made('extra', 'SUPPORTED', -1)),
    effectInWords(language, made('share', 'SUPPORTED')),
    effectInWords(language, made('share', 'SUPPORTED', -1)),
    effectInWords(language, made('extra', 'SUGGESTIVE')),
    effectInWords(language, made('extra', 'NOT DISTINGUISHABLE')),
    effectInWords(language, made('share', 'NOT DISTINGUISHABLE')),
  ]);
  expect(said).toMatchInlineSnapshot(`
    [
      "Data mendukung: selama 8 minggu tercatat sekitar 120 permohonan e-paspor lebih banyak dari perkiraan tanpa kampanye (rentang 95 %: 40 sampai 210). Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Data mendukung: selama 8 minggu tercatat sekitar 120 permohonan e-paspor lebih sedikit dari perkiraan tanpa kampanye (rentang 95 %: 40 sampai 210 lebih sedikit). Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Data mendukung: selama 8 minggu porsi e-paspor sekitar 5,2 poin persentase lebih tinggi dari perkiraan tanpa kampanye (rentang 95 %: 1,9 sampai 8,8), setara dengan sekitar 120 permohonan (rentang 95 %: 40 sampai 210). Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Data mendukung: selama 8 minggu porsi e-paspor sekitar 5,2 poin persentase lebih rendah dari perkiraan tanpa kampanye (rentang 95 %: 1,9 sampai 8,8 lebih rendah), setara dengan sekitar 120 permohonan lebih sedikit (rentang 95 %: 40 sampai 210 lebih sedikit). Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Ada indikasi: selama 8 minggu tercatat sekitar 120 permohonan e-paspor lebih banyak dari perkiraan tanpa kampanye (rentang 95 %: 40 sampai 210). Perubahan sebesar itu juga terlihat pada masa tanpa kampanye. Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Belum dapat dibedakan dari perubahan yang biasa: selama 8 minggu perubahan terhadap perkiraan tanpa kampanye berada di antara 80 permohonan e-paspor lebih sedikit dan 140 lebih banyak (rentang 95 %). Perubahan sebesar itu juga terlihat pada masa tanpa kampanye. Dengan data ini baru perubahan sekitar 39 % ke atas yang dapat dikenali. Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Belum dapat dibedakan dari perubahan yang biasa: selama 8 minggu perubahan porsi e-paspor terhadap perkiraan tanpa kampanye berada di antara 2,6 poin persentase lebih rendah dan 3,3 lebih tinggi (rentang 95 %). Perubahan sebesar itu juga terlihat pada masa tanpa kampanye. Dengan data ini baru kenaikan peluang relatif (odds) sekitar 39 % ke atas yang dapat dikenali. Perubahan lain pada waktu yang sama dapat ikut berperan.",
      "Supported by the data: over 8 weeks about 120 more e-passport applications were recorded than expected without the campaign (95 % range: 40 to 210). Other changes at the same time may have played a part.",
      "Supported by the data: over 8 weeks about 120 fewer e-passport applications were recorded than expected without the campaign (95 % range: 40 to 210 fewer). Other changes at the same time may have played a part.",
      "Supported by the data: over 8 weeks the share of the e-passport was about 5.2 percentage points higher than expected without the campaign (95 % range: 1.9 to 8.8), which is about 120 applications (95 % range: 40 to 210). Other changes at the same time may have played a part.",
      "Supported by the data: over 8 weeks the share of the e-passport was about 5.2 percentage points lower than expected without the campaign (95 % range: 1.9 to 8.8 lower), which is about 120 applications fewer (95 % range: 40 to 210 fewer). Other changes at the same time may have played a part.",
      "Suggestive: over 8 weeks about 120 more e-passport applications were recorded than expected without the campaign (95 % range: 40 to 210). Changes as large were seen at times without a campaign. Other changes at the same time may have played a part.",
      "Not distinguishable from ordinary change: over 8 weeks the change against what was expected without the campaign lies between 80 fewer and 140 more e-passport applications (95 % range). Changes as large were seen at times without a campaign. With these figures only a change of about 39 % or more could be told. Other changes at the same time may have played a part.",
      "Not distinguishable from ordinary change: over 8 weeks the change of the e-passport share against what was expected without the campaign lies between 2.6 percentage points lower and 3.3 higher (95 % range). Changes as large were seen at times without a campaign. With these figures only a rise of the odds of about 39 % or more could be told. Other changes at the same time may have played a part.",
    ]
  `);
});

test('no sentence proves, none is “significant”, none says there was no effect', () => {
  const sentences = languages.flatMap((language) => [
    ...(['SUPPORTED', 'SUGGESTIVE', 'NOT DISTINGUISHABLE', 'NOT COMPUTED'] as const).map((verdict) =>
      verdictInWords(language, verdict),
    ),
    ...(['extra', 'share'] as const).flatMap((estimand) =>
      (['SUPPORTED', 'SUGGESTIVE', 'NOT DISTINGUISHABLE'] as const).flatMap((verdict) =>
        ([1, -1] as const).map((sign) => effectInWords(language, made(estimand, verdict, sign))),
      ),
    ),
  ]);
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(
      /terbukti|signifikan|tidak ada pengaruh|tidak berpengaruh|proven|proves|significant|no effect/i,
    );
  }
});

test('a number is never said without its range, and “not distinguishable” never without what could have been seen', () => {
  for (const language of languages) {
    for (const estimand of ['extra', 'share'] as const) {
      for (const verdict of ['SUPPORTED', 'SUGGESTIVE', 'NOT DISTINGUISHABLE'] as const) {
        const sentence = effectInWords(language, made(estimand, verdict));
        expect(sentence).toMatch(/95 %/);
        if (verdict === 'NOT DISTINGUISHABLE') expect(sentence).toMatch(/39 %/);
      }
    }
  }
});

test('every rule, gate and model has its sentence in both languages, with every fact filled in', () => {
  for (const language of languages) {
    for (const rule of refusalRules) {
      const sentence = refusalInWords(language, {
        rule,
        needed: 52,
        found: 40,
        subject: 'X',
        availableFrom: '2026-01-01',
      });
      expect(sentence, rule).not.toMatch(/[{}]|effect\.|undefined/);
      expect(sentence).toMatch(/1 Jan 2026/);
    }
    for (const reason of [
      'companion-pre-only',
      'companion-gls-ar1',
      'too-few-placebos',
      'inside-placebos',
      'autocorrelation',
      'forecasts-missed',
      'outlier-in-window',
    ]) {
      const gate = reason.includes('placebos') ? 'placebos' : 'diagnostics';
      expect(gateInWords(language, { gate, passed: false, reason, subject: '2026-01-05' })).not.toMatch(
        /[{}]|effect\./,
      );
    }
    for (const model of sensitivityModels) {
      expect(gateInWords(language, { gate: 'signs', passed: false, reason: model })).not.toMatch(/[{}]|effect\./);
    }
  }
});
