import './report.css';
import type { BlockKey, Language, ReportContent, Seal } from '@tilik/server/client';
import { Fragment, type ReactElement, type ReactNode, useEffect } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { catalogues } from '../../language.ts';
import { BlockItem } from './block-items.tsx';
import { formatLongDay, formatLongMonth } from './format-cell.ts';
import { RevisionSection } from './revision-section.tsx';

/** What is shown: the content, and what is known of it since it was approved. */
export interface ShownReport {
  readonly content: ReportContent;
  readonly seal: Seal | null;
  readonly contentHash: string;
}

interface ReportDocumentProps {
  readonly report: ShownReport;
  readonly language: Language;
  /** What stands below a block on the page, and not on paper: its comments. */
  readonly aroundBlock?: (key: BlockKey) => ReactNode;
}

/** A report as it is read: on the page, on paper and in the PDF, which is printed from it. */
export function ReportDocument(given: ReportDocumentProps): ReactElement {
  return (
    <IntlProvider locale={given.language} messages={catalogues[given.language]} timeZone="Asia/Jakarta">
      <Sheet {...given} />
    </IntlProvider>
  );
}

/** Where a block can be linked to. */
const anchorOf = (key: BlockKey): string => `bagian-${key}`;

/** A text as a style sheet holds it. */
const inStyle = (text: string): string => `"${text.replace(/[\n\r\f]+/g, ' ').replace(/["\\]/g, '\\$&')}"`;

function Sheet({ report: { content, seal, contentHash }, language, aroundBlock }: ReportDocumentProps): ReactElement {
  const t = useTranslations('reports.document');
  const month = formatLongMonth(content.month, language);
  const notes = [
    ...(content.sample ? [{ name: t('sample'), detail: t('sampleDetail') }] : []),
    ...(seal ? [] : [{ name: t('draft'), detail: t('draftDetail') }]),
    ...(content.closed ? [] : [{ name: t('provisional'), detail: t('provisionalDetail') }]),
  ];
  const edition = !seal || seal.edition === 1 ? t('editionFirst') : t('editionLater', { count: seal.edition - 1 });
  const facts = [
    { name: t('office'), value: content.office.name },
    { name: t('month'), value: month },
    { name: t('number'), value: seal?.number ?? t('none') },
    { name: t('date'), value: seal ? formatLongDay(seal.approvedOn, language) : t('none') },
    ...(seal
      ? [
          { name: t('edition'), value: edition },
          { name: t('data'), value: seal.dataVersion },
        ]
      : []),
  ];
  // What stands in the margins of every printed page is a style, and styles take texts from here.
  const margins = {
    '--report-foot': [content.office.name, month, seal?.number ?? t('draft')].join(' · '),
    '--report-hash': `SHA-256 ${contentHash}`,
    '--report-marks': notes.map(({ name }) => name).join(' · '),
    '--report-page': `${t('page')} `,
    '--report-of': ` ${t('of')} `,
  };
  const marginsKey = JSON.stringify(margins);
  useEffect(() => {
    const { style } = document.documentElement;
    const texts = Object.entries(JSON.parse(marginsKey) as Record<string, string>);
    for (const [name, text] of texts) style.setProperty(name, inStyle(text));
    return () => {
      for (const [name] of texts) style.removeProperty(name);
    };
  }, [marginsKey]);
  const { lines, logo } = content.letterhead;
  return (
    <article className="report" lang={language}>
      <header>
        {lines.length > 0 || logo ? (
          <div className="report-letterhead">
            {logo ? <img src={`/api/v1/report-logos/${logo}`} alt={t('logo')} /> : null}
            <p>
              {lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand in their order, and two may be the same
                <span key={index}>{line}</span>
              ))}
            </p>
          </div>
        ) : null}
        <h1>{content.title[language]}</h1>
        <dl className="report-facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
        {notes.map((note) => (
          <p key={note.name} className="report-mark">
            <strong>{note.name}.</strong> {note.detail}
          </p>
        ))}
      </header>
      <nav className="report-contents" aria-label={t('contents')}>
        <h2>{t('contents')}</h2>
        <ol>
          {content.blocks.map((block) => (
            <li key={block.key}>
              <a href={`#${anchorOf(block.key)}`} className="report-entry">
                <span>{block.title[language]}</span>
                <span className="report-leader" aria-hidden="true" />
                <span className="report-page-number" data-page-of={anchorOf(block.key)} />
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {seal?.revises ? <RevisionSection revises={seal.revises} language={language} /> : null}
      {content.blocks.map((block) => (
        <Fragment key={block.key}>
          {block.key === 'appendix' ? <Signature content={content} seal={seal} language={language} /> : null}
          <section className="report-block" data-block={block.key} aria-labelledby={anchorOf(block.key)}>
            <h2 id={anchorOf(block.key)}>{block.title[language]}</h2>
            {block.items.length === 0 ? <p className="report-note">{t('blockEmpty')}</p> : null}
            {block.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what a report says does not move
              <BlockItem key={index} item={item} content={content} language={language} />
            ))}
          </section>
          {aroundBlock ? <div className="no-print">{aroundBlock(block.key)}</div> : null}
        </Fragment>
      ))}
      <footer className="report-end">
        <p className="report-hash">
          <strong>{t('hash')}</strong> <span>{contentHash}</span> {seal ? t('hashSealed') : t('hashOpen')}
        </p>
      </footer>
    </article>
  );
}

/** Where it is signed, below what was decided on and before the tables behind it. */
function Signature({
  content,
  seal,
  language,
}: {
  content: ReportContent;
  seal: Seal | null;
  language: Language;
}): ReactElement {
  const t = useTranslations('reports.document');
  const { place, title, name } = content.signature;
  return (
    <div className="report-signature">
      <p>
        {place === '' ? '' : `${place}, `}
        {seal ? formatLongDay(seal.approvedOn, language) : <span className="report-open" aria-hidden="true" />}
      </p>
      <p>{title}</p>
      <p className="report-signed">{name ?? <span className="report-note">({t('signatureOpen')})</span>}</p>
    </div>
  );
}
