import { type PrRole, prRoles } from '@tilik/db/vocabulary';
import type { Item } from '../content.ts';
import { listWords, nameWords, words } from '../words.ts';
import type { Frame } from './frame.ts';
import { column, notReported, sentence, table } from './items.ts';
import { activitiesOfMonth } from './queries.ts';
import { labelOf } from './said.ts';

/** So many activities are named under each duty. */
const namedMax = 3;
const lettersMax = 90;

/** The four duties of public relations (Cutlip): what was done under each, as the activities say it themselves. */
export function dutiesBlock(frame: Frame): Item[] {
  const list = activitiesOfMonth(frame.db, frame.office.id, frame.month);
  const withRole = list.filter(({ prRole }) => prRole !== null);
  const roles = Object.keys(prRoles) as PrRole[];
  const done = roles.filter((role) => withRole.some(({ prRole }) => prRole === role));
  const facts = {
    month: frame.monthWords,
    count: list.length,
    without: list.length - withRole.length,
    duties: done.length,
  };
  // That nobody said under which duty a thing was done is not that none was.
  const said = list.length === 0 ? 'nothing' : withRole.length === 0 ? 'noRole' : 'done';
  return [
    sentence('duties', words(`duties.${said}`, facts)),
    ...table({
      key: 'duties',
      columns: [column('duty', 'text'), column('activities', 'count'), column('examples', 'text')],
      rows: roles.map((role) => {
        const own = withRole.filter(({ prRole }) => prRole === role);
        const named = own.flatMap(({ title, caption }) => {
          const name = [...(title ?? caption?.split('\n')[0] ?? '').trim()];
          if (name.length === 0) return [];
          return [nameWords(name.length > lettersMax ? `${name.slice(0, lettersMax - 1).join('')}…` : name.join(''))];
        });
        return {
          key: role,
          cells: {
            duty: labelOf(prRoles[role].label),
            activities: said === 'noRole' ? notReported : own.length,
            examples:
              own.length === 0
                ? words('duties.none')
                : named.length === 0
                  ? words('duties.unnamed')
                  : listWords(named.slice(0, namedMax)),
          },
        };
      }),
      note: words('duties.note'),
    }),
  ];
}
