import { Mapping } from '@tilik/server/inside/ingest/mapping.ts';
import {
  mappingText,
  missingOf,
  type Proposal,
  type Shape,
  type Use,
  usesIn,
  usesOf,
} from '@tilik/web/inside/ingest/mapping-uses.ts';
import { distinctNames } from '@tilik/web/inside/ingest/preview.ts';
import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';

const nothing = { channel: '', passportType: '' } as const;

test('files of one name are told apart as a browser does, and others keep their names', () => {
  expect(distinctNames(['a.csv', 'b.csv', 'a.csv', 'a (2).csv', 'a.csv', 'tanpa', 'tanpa', '.env'])).toEqual([
    'a.csv',
    'b.csv',
    'a (2).csv',
    'a (2) (2).csv',
    'a (3).csv',
    'tanpa',
    'tanpa (2)',
    '.env',
  ]);
});

test.for<[Shape, Use[], { channel?: string; passportType?: 'electronic' }]>([
  ['wide', ['day', 'metric:visits', ''], { channel: 'website' }],
  ['long', ['day', 'channel', 'metric', 'value'], {}],
  ['applicants-wide', ['day', 'type:electronic', 'type:ordinary'], {}],
  ['applicants-long', ['value', 'type', 'day'], {}],
  ['sources-wide', ['day', 'source:instagram', 'source:unknown'], { passportType: 'electronic' }],
  ['sources-long', ['day', 'source', 'type', 'value'], {}],
])(
  'what the form says of a table of shape %s is a mapping, and names every column as chosen',
  ([shape, uses, given]) => {
    const whole = { ...nothing, ...given };
    expect(missingOf(shape, uses, whole)).toEqual([]);
    const read = Mapping.parse(JSON.parse(mappingText(shape, uses, whole)));
    expect(read).toMatchObject({ shape, day: uses.indexOf('day'), ...given });
  },
);

test.for<[Shape, Use[], string[]]>([
  ['wide', [''], ['day', 'figures', 'channel']],
  ['wide', ['day', 'metric:visits', 'metric:visits'], ['channel', 'twice']],
  ['long', ['day', 'channel'], ['value', 'metric']],
  ['applicants-long', ['day', 'value'], ['type']],
  ['sources-wide', ['day', 'source:other'], ['passportType']],
  ['sources-long', ['day', 'value', 'type'], ['source']],
])('a table of shape %s that is not named whole is asked for what is missing', ([shape, uses, missing]) => {
  expect(missingOf(shape, uses, nothing)).toEqual(missing);
});

test('the form begins with the guess, and keeps of it what another shape has too', async () => {
  const table = 'Hari,Elektronik,Biasa\n2026-01-05,40,60\n';
  const { mapping } = await openApp().store(table, { preview: true });
  const uses = usesOf(mapping as Proposal);
  expect(uses).toEqual(['day', 'type:electronic', 'type:ordinary']);
  expect(usesIn('sources-wide', uses, ['instagram'])).toEqual(['day', '', '']);
  expect(usesIn('applicants-wide', uses, [])).toEqual(uses);
});
