import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { About } from '../about.ts';
import { useLanguage, useWords, type Words } from '../language.ts';
import { formatDay, formatPeriod, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { groupName, measureName } from './names.ts';
import type { Cell, Completeness } from './queries.ts';

/** A mark of its own for each state, so that none is told by its colour alone. */
const marks: Readonly<Record<Cell['state'], string>> = {
  complete: '●',
  partial: '◐',
  missing: '✕',
  'not-due': '◇',
  unfinished: '…',
  'not-expected': '–',
};
const lateMark = '◷';
const states = Object.keys(marks) as Cell['state'][];

/** Every expected figure by month: complete, partial, missing, late or not due. */
export function CompletenessMap({
  completeness,
  about,
  month: chosen,
  csvHref,
  onChoose,
}: {
  completeness: Completeness;
  about: About;
  month: string;
  csvHref: string;
  onChoose: (month: string) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const groups = [...Map.groupBy(completeness.figures, (figure) => groupName(figure, about, language, t))];
  const { months } = completeness;
  // On a narrow screen the latest months are what one came for; the earlier ones are a swipe away.
  const end = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    const scroll = end.current?.closest('.scroll');
    if (scroll) scroll.scrollLeft = scroll.scrollWidth;
  }, []);
  const of = (month: string) => (month === chosen ? 'chosen' : '');
  return (
    <>
      <Text size="sm" className="soft" mt={4} mb="sm" maw={760}>
        {t('quality.mapDetail')}
      </Text>
      <ScrollTable name={t('quality.map')}>
        <thead className="map">
          <tr>
            <th scope="col">{t('quality.figure')}</th>
            {months.map(({ month, unfinished }, index) => (
              <th scope="col" key={month} ref={index === months.length - 1 ? end : undefined}>
                <button
                  type="button"
                  className="month-button"
                  aria-pressed={month === chosen}
                  onClick={() => onChoose(month)}
                >
                  {formatPeriod(`${month}-01`, 'month', language)}
                </button>
                {unfinished ? <span className="map-running">{t('quality.running')}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(([group, figures]) => (
          <tbody key={group} className="map">
            <tr className="group">
              <th scope="rowgroup" colSpan={1}>
                {group}
              </th>
              <td colSpan={months.length} />
            </tr>
            {figures.map((figure) => (
              <tr key={`${figure.noun} ${figure.measure} ${figure.grain}`}>
                <th scope="row">
                  {measureName(figure, language, t)}{' '}
                  <span className="soft">· {t(`quality.grains.${figure.grain}`)}</span>
                </th>
                {figure.cells.map((cell) => (
                  <td key={cell.month} className={`cell-${cell.state} ${of(cell.month)}`} title={inWords(cell, t)}>
                    <span aria-hidden>
                      <span className="map-mark">{marks[cell.state]}</span>
                      {short(cell, language)}
                      {isLate(cell) ? <span className="map-late">{lateMark}</span> : null}
                    </span>
                    <span className="hidden">{inWords(cell, t)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
        <tbody className="map">
          <tr className="group">
            <th scope="row">{t('quality.completeFigures')}</th>
            {months.map(({ month, complete, figures, unfinished }) => (
              <td key={month} className={of(month)}>
                {figures === 0 || unfinished ? '–' : t('quality.ofFigures', { complete, figures })}
              </td>
            ))}
          </tr>
        </tbody>
      </ScrollTable>
      <ul className="legend" aria-label={t('quality.legend')}>
        {states.map((state) => (
          <li key={state}>
            <span className={`cell-${state}`} aria-hidden>
              {marks[state]}
            </span>
            {t(`quality.states.${state}`)}
          </li>
        ))}
        <li>
          <span aria-hidden>{lateMark}</span>
          {t('quality.late')}
        </li>
      </ul>
      <Group gap="xs" mt="sm" className="no-print">
        <Button
          component="a"
          href={csvHref}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('chart.csv')}
        </Button>
      </Group>
    </>
  );

  function inWords(cell: Cell, words: Words): string {
    const counts = words('quality.cellCounts', { reported: cell.reported, expected: cell.expected });
    const state = words(`quality.states.${cell.state}`);
    if (cell.state === 'not-expected') return state;
    const due =
      cell.state === 'not-due' || cell.state === 'missing'
        ? `; ${words('quality.dueOn', { day: formatDay(cell.dueOn, language) })}`
        : '';
    const late = isLate(cell) ? `; ${words('quality.lateCounts', { count: cell.reported - cell.onTime })}` : '';
    return `${state}: ${counts}${late}${due}`;
  }
}

const isLate = (cell: Cell): boolean => cell.timeliness === 'late' && cell.state !== 'unfinished';

/** What stands in a cell beside its mark. A share that is not whole never reads as 100 %. */
function short(cell: Cell, language: 'id' | 'en'): string {
  if (cell.state === 'unfinished') return `${cell.reported}/${cell.expected}`;
  if (cell.share === null) return '';
  return formatShare(cell.state === 'complete' ? 1 : Math.min(cell.share, 0.99), language, 0);
}
