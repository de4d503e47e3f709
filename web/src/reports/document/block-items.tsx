import type { Figure, Item, Language, ReportContent, RichText, Run, Table } from '@tilik/server/client';
import { type ReactElement, useId } from 'react';
import { useTranslations } from 'use-intl';
import { formatCell, formatFigure, isMissing, isNumeric } from './format-cell.ts';
import { ReportChart } from './report-chart.tsx';

interface Shown {
  readonly language: Language;
}

/** One part of a block: a sentence, figures, a table, a chart, definitions, or what somebody wrote. */
export function BlockItem({
  item,
  content,
  language,
}: Shown & { item: Item; content: Pick<ReportContent, 'blocks'> }): ReactElement | null {
  switch (item.kind) {
    case 'sentence':
      return <p className="report-sentence">{item.text[language]}</p>;
    case 'figures':
      return <Figures figures={item.figures} language={language} />;
    case 'table':
      return <ReportTable table={item.table} language={language} />;
    case 'chart': {
      const table = tableOf(content, item.chart.table);
      return (
        <div className="report-picture">
          <h3>{item.chart.title[language]}</h3>
          <p className="report-says">{item.chart.says[language]}</p>
          {table ? <ReportChart chart={item.chart} table={table} language={language} /> : null}
        </div>
      );
    }
    case 'definitions':
      return (
        <dl className="report-definitions">
          {item.definitions.map(({ key, term, meaning }) => (
            <div key={key}>
              <dt>{term[language]}</dt>
              <dd>{meaning[language]}</dd>
            </div>
          ))}
        </dl>
      );
    case 'rich':
      return <Rich text={item.text} />;
  }
}

/** The table that a chart draws; it stands somewhere in the report. */
function tableOf({ blocks }: Pick<ReportContent, 'blocks'>, key: string): Table | undefined {
  for (const { items } of blocks) {
    for (const item of items) if (item.kind === 'table' && item.table.key === key) return item.table;
  }
  return undefined;
}

/** Numbers that answer the question of a block, each with how sure it is and what it is held against. */
function Figures({ figures, language }: Shown & { figures: readonly Figure[] }): ReactElement {
  const t = useTranslations('reports.document');
  return (
    <dl className="report-figures">
      {figures.map(({ key, label, kind, value, interval, against }) => (
        <div key={key}>
          <dt>{label[language]}</dt>
          <dd className={isMissing(value) ? 'report-value report-missing' : 'report-value'}>
            {formatFigure(value, kind, language)}
          </dd>
          {interval ? (
            <dd>
              {t('interval', {
                low: formatCell(interval[0], kind, language),
                high: formatCell(interval[1], kind, language),
              })}
            </dd>
          ) : null}
          {against.map((other) => {
            const given = { label: other.label[language], value: formatFigure(other.value, kind, language) };
            const isKnown = other.difference !== undefined && !isMissing(other.difference);
            return (
              <dd key={other.label.id}>
                {isKnown && other.difference !== undefined
                  ? t('againstDifference', {
                      ...given,
                      difference: formatFigure(other.difference, other.differenceKind ?? kind, language),
                    })
                  : t('against', given)}
              </dd>
            );
          })}
        </div>
      ))}
    </dl>
  );
}

/** How much room a table needs; the more columns, the smaller its letters. */
const widthOf = (columns: number): string => (columns <= 6 ? 'few' : columns <= 9 ? 'many' : 'most');

/** Words too long for a column are broken; a name of a few words stands on one line where there is room for it. */
const lengthOf = (text: string): string | undefined =>
  /\S{22,}/.test(text) ? 'report-long' : text.length <= 22 ? 'report-short' : undefined;

/** A table with a name; its first column names the rows. */
function ReportTable({ table, language }: Shown & { table: Table }): ReactElement {
  const t = useTranslations('reports.document');
  const id = useId();
  const [first, ...others] = table.columns;
  return (
    <div className="report-tabled">
      <h3 id={id}>{table.title[language]}</h3>
      {table.rows.length === 0 || !first ? (
        <p className="report-note">{t('tableEmpty')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <section className="report-scroll" aria-labelledby={id} tabIndex={0}>
          <table className="report-table" data-columns={widthOf(table.columns.length)} aria-labelledby={id}>
            <thead>
              <tr>
                {table.columns.map(({ key, label, kind }) => (
                  <th key={key} scope="col" className={isNumeric(kind) ? 'report-number' : undefined}>
                    {label[language]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ key, cells }) => {
                const name = formatCell(cells[first.key] ?? '', first.kind, language);
                return (
                  <tr key={key}>
                    <th scope="row" className={lengthOf(name)}>
                      {name}
                    </th>
                    {others.map((column) => {
                      const cell = cells[column.key] ?? { missing: 'not-reported' as const };
                      const written = formatCell(cell, column.kind, language);
                      const names = [
                        isNumeric(column.kind) ? 'report-number' : '',
                        isMissing(cell) ? 'report-missing' : '',
                        lengthOf(written) ?? '',
                      ].filter((each) => each !== '');
                      return (
                        <td key={column.key} className={names.length > 0 ? names.join(' ') : undefined}>
                          {written}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      {table.note ? <p className="report-note">{table.note[language]}</p> : null}
    </div>
  );
}

/** What the section wrote, in its paragraphs and lists. */
function Rich({ text }: { text: RichText }): ReactElement {
  return (
    <div className="report-rich">
      {text.map((block, index) => {
        const key = `${block.kind} ${index}`;
        if (block.kind === 'paragraph') {
          return (
            <p key={key}>
              <Runs runs={block.runs} />
            </p>
          );
        }
        const entries = block.entries.map((runs, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what a report says does not move
          <li key={at}>
            <Runs runs={runs} />
          </li>
        ));
        return block.ordered ? <ol key={key}>{entries}</ol> : <ul key={key}>{entries}</ul>;
      })}
    </div>
  );
}

function Runs({ runs }: { runs: readonly Run[] }): ReactElement {
  return (
    <>
      {runs.map(({ text, strong, emphasis }, index) => {
        const key = `${index} ${text}`;
        const leaning = emphasis ? <em key={key}>{text}</em> : text;
        return strong ? <strong key={key}>{leaning}</strong> : leaning;
      })}
    </>
  );
}
