import { fieldsOfForm, givenFields, isOfPlatform } from '@tilik/web/inside/activities/fields.ts';
import { type Figure, mainFigures } from '@tilik/web/inside/activities/figures.ts';
import { activityTitle, kindName } from '@tilik/web/inside/activities/names.ts';
import { chosenAtFirst, partsOf } from '@tilik/web/inside/activities/parts.ts';
import { readActivitySearch } from '@tilik/web/inside/activities/view.ts';
import { sizeText } from '@tilik/web/inside/attachments/size.ts';
import { expect, test } from 'vitest';

test('the page of activities is its URL, and what makes no sense in it is left out', () => {
  const search = {
    period: '12m',
    channels: 'x,instagram',
    campaign: '-',
    kind: 'field-event',
    role: 'technician',
    words: 'pasar baru',
    open: 'instagram:AAA111',
  };
  expect(readActivitySearch(search)).toEqual(search);
  expect(readActivitySearch({ role: 'boss', kind: '', words: 'a'.repeat(201), open: 7, grain: 'day' })).toEqual({});
});

test('a list shows few figures: who was there, how far it went, what came of it', () => {
  const figure = (metric: Figure['metric'], value: number): Figure => ({
    metric,
    value,
    takenOn: '2026-01-10',
    difference: null,
    since: null,
  });
  const post = [figure('saves', 1), figure('likes', 2), figure('views', 3), figure('reach', 4), figure('comments', 5)];
  expect(mainFigures(post).map(({ metric }) => metric)).toEqual(['reach', 'views', 'likes', 'comments']);
  expect(mainFigures([figure('materials_handed_out', 60), figure('attendees', 85)]).map(({ value }) => value)).toEqual([
    85, 60,
  ]);
  // What has no place among them is shown where the activity is opened.
  expect(mainFigures([figure('detail_expands', 9)])).toEqual([]);
});

test('an activity is called by its title, else by how its caption begins, else by what it is', () => {
  expect(activityTitle({ title: 'Pameran', caption: 'x', kind: 'forum' }, 'id')).toBe('Pameran');
  expect(activityTitle({ title: null, caption: ' Kenali \n e-paspor ', kind: 'reel' }, 'id')).toBe('Kenali e-paspor');
  expect(activityTitle({ title: null, caption: 'kata '.repeat(40), kind: 'reel' }, 'id')).toMatch(/^kata .* …$/);
  expect(activityTitle({ title: null, caption: null, kind: 'field-event' }, 'en')).toBe('Field event');
  expect(kindName('reel', 'id')).toBe('Reel');
});

test('the form asks of a meeting who came and of a post where it stands; a platform’s post is not typed over', () => {
  expect(fieldsOfForm(null, 'forum')).toContain('attendees');
  expect(fieldsOfForm(null, 'forum')).not.toContain('permalink');
  expect(fieldsOfForm(null, 'article')).toContain('permalink');
  expect(fieldsOfForm(null, 'article')).not.toContain('place');
  expect(isOfPlatform({ kind: 'reel' })).toBe(true);
  expect(fieldsOfForm({ kind: 'reel' }, 'reel')).toEqual(['title', 'campaign', 'pr_role', 'topics', 'cost']);
  expect(isOfPlatform({ kind: 'post' })).toBe(false);
});

test('of a new activity is sent what was filled in of what the form shows', () => {
  const fields = { office: 'bandung', title: 'Pasar', kind: 'article', attendees: 85, place: '', topics: [], cost: 0 };
  expect(givenFields(fields, fieldsOfForm(null, 'article'))).toEqual({
    office: 'bandung',
    title: 'Pasar',
    kind: 'article',
    cost: 0,
  });
});

test('what stands between commas is taken apart, and what would be lost is not chosen by itself', () => {
  expect(partsOf(' #epaspor, , umrah haji,#epaspor ')).toEqual(['#epaspor', 'umrah haji']);
  expect(
    chosenAtFirst([
      { id: 'a', state: 'changes' },
      { id: 'b', state: 'replaces' },
      { id: 'c', state: 'unchanged' },
    ]),
  ).toEqual(['a']);
});

test('a size is told in the unit that fits', () => {
  expect([640, 12_288, 1_468_006].map((bytes) => sizeText(bytes, 'id'))).toEqual(['640 B', '12 KB', '1,4 MB']);
});
