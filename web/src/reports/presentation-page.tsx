import './document/report.css';
import './presentation.css';
import { ActionIcon, Button, Modal } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconChevronLeft,
  IconChevronRight,
  IconKeyboard,
  IconNotes,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatDay, formatMonth } from '../ui/format.ts';
import { Computing, Failed } from '../ui/states.tsx';
import { formatCell, formatFigure, isMissing, isNumeric } from './document/format-cell.ts';
import { ReportChart } from './document/report-chart.tsx';
import { type Report, reportQuery } from './queries.ts';
import { actOf, type ShownSlide, type SlideAct, slidesOf } from './slides.ts';

const route = getRouteApi('/laporan/$id/presentasi');

/** The slides of a report on the whole screen, turned by keyboard, click or finger. */
export function PresentationPage(): ReactElement {
  const t = useWords();
  const { id } = route.useParams();
  const { lang } = route.useSearch();
  const report = useQuery({ ...reportQuery(id), staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false });
  const slides = report.data ? slidesOf(report.data.content) : [];
  if (report.data && slides.length > 0) return <Deck report={report.data} slides={slides} />;
  return (
    <main className="deck-waiting">
      <h1 className="hidden">{t('reports.present.title')}</h1>
      {report.isError ? (
        <Failed error={report.error} retry={() => void report.refetch()} />
      ) : report.isPending ? (
        <Computing height={480}>{t('reports.present.opening')}</Computing>
      ) : (
        <p>{t('reports.present.none')}</p>
      )}
      <Link to="/laporan/$id" params={{ id }} search={{ lang }}>
        {t('reports.present.leave')}
      </Link>
    </main>
  );
}

/** So long the controls are seen after the hand moved. */
const awakeMilliseconds = 2500;

/** Far enough for a finger that wants to turn the page. */
const swipePixels = 48;

function Deck({ report, slides }: { report: Report; slides: readonly ShownSlide[] }) {
  const t = useWords();
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [showsKeys, setShowsKeys] = useState(false);
  const [isAwake, setAwake] = useState(false);
  const sleep = useRef<ReturnType<typeof setTimeout>>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const touched = useRef<number>(null);
  const count = slides.length;
  const number = Math.min(search.slide ?? 1, count);
  const shown = slides[number - 1];
  const go = (next: number) =>
    void navigate({
      search: (before) => ({ ...before, slide: next === 1 ? undefined : next }),
      replace: true,
      resetScroll: false,
    });
  const act = (wanted: SlideAct) => {
    if (typeof wanted === 'object') go(wanted.go);
    else if (wanted === 'notes') {
      void navigate({
        search: (before) => ({ ...before, notes: before.notes ? undefined : true }),
        replace: true,
        resetScroll: false,
      });
    } else if (wanted === 'keys') setShowsKeys(true);
    else if (wanted === 'whole-screen') {
      // A browser that may not is left as it is.
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
      else void document.documentElement.requestFullscreen?.().catch(() => undefined);
    } else {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
      void navigate({ to: '/laporan/$id', params: { id: report.id }, search: { lang: search.lang } });
    }
  };
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (showsKeys || event.ctrlKey || event.metaKey || event.altKey) return;
      const isOnControl = event.target instanceof Element && event.target.closest('button,a,summary') !== null;
      // A control that has the keyboard is used by these keys; elsewhere they turn the page.
      if (isOnControl && (event.key === ' ' || event.key === 'Enter')) return;
      const wanted = actOf(event.key, number, count);
      if (wanted === null) return;
      event.preventDefault();
      latest.current(wanted);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [number, count, showsKeys]);
  // Who hears the page instead of seeing it begins at the title of the slide that is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every slide has its own beginning
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus();
  }, [number]);
  useEffect(() => () => clearTimeout(sleep.current), []);
  if (!shown) return null;
  const { slide } = shown;
  return (
    <main
      className={search.notes ? 'deck has-notes' : 'deck'}
      onMouseMove={() => {
        setAwake(true);
        clearTimeout(sleep.current);
        sleep.current = setTimeout(() => setAwake(false), awakeMilliseconds);
      }}
      onTouchStart={({ touches }) => {
        touched.current = touches[0]?.clientX ?? null;
      }}
      onTouchEnd={({ changedTouches }) => {
        const moved = (changedTouches[0]?.clientX ?? 0) - (touched.current ?? 0);
        if (touched.current === null || Math.abs(moved) < swipePixels) return;
        go(moved < 0 ? Math.min(count, number + 1) : Math.max(1, number - 1));
      }}
    >
      <div className="deck-room">
        <article
          className={slide.key === 'title' ? 'slide is-cover' : 'slide'}
          aria-roledescription={t('reports.present.slide')}
          aria-labelledby="slide-title"
        >
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the deck do the same */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for a hand at the mouse; buttons do the same */}
          <div className="slide-body" onClick={() => go(Math.min(count, number + 1))}>
            <h1 id="slide-title" ref={heading} tabIndex={-1}>
              {slide.title[language]}
            </h1>
            {slide.key === 'title' ? <p className="slide-office">{report.content.office.name}</p> : null}
            <SlideContent shown={shown} />
          </div>
          <footer className="slide-foot">
            <span>
              {report.content.office.name} · {formatMonth(`${report.month}-01`, language)}
              {report.seal
                ? ` · ${report.seal.number} · ${formatDay(report.seal.approvedOn, language)}`
                : ` · ${t(`reports.states.${report.state}`)}`}
            </span>
            {report.content.sample ? <strong>{t('app.sample')}</strong> : null}
            {report.content.closed ? null : <strong>{t('reports.provisional')}</strong>}
            <span className="slide-number">{t('reports.present.place', { number, count })}</span>
          </footer>
        </article>
      </div>
      {search.notes ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <aside className="deck-notes" aria-label={t('reports.present.notes')} tabIndex={0}>
          <h2>{t('reports.present.notes')}</h2>
          <p>{slide.notes[language]}</p>
        </aside>
      ) : null}
      <div className="hidden" aria-live="polite">
        {t('reports.present.announced', { number, count, title: slide.title[language] })}
      </div>
      <nav className={isAwake ? 'deck-controls is-awake' : 'deck-controls'} aria-label={t('reports.present.controls')}>
        <Control name={t('reports.present.before')} isOff={number === 1} onClick={() => act({ go: number - 1 })}>
          <IconChevronLeft size={22} aria-hidden />
        </Control>
        <Control name={t('reports.present.next')} isOff={number === count} onClick={() => act({ go: number + 1 })}>
          <IconChevronRight size={22} aria-hidden />
        </Control>
        <Control name={t('reports.present.notesKey')} isPressed={search.notes === true} onClick={() => act('notes')}>
          <IconNotes size={20} aria-hidden />
        </Control>
        <Control name={t('reports.present.wholeScreen')} onClick={() => act('whole-screen')}>
          <IconArrowsMaximize size={20} aria-hidden />
        </Control>
        <Control name={t('reports.present.keys')} onClick={() => act('keys')}>
          <IconKeyboard size={20} aria-hidden />
        </Control>
        <Control name={t('reports.present.leave')} onClick={() => act('leave')}>
          <IconX size={20} aria-hidden />
        </Control>
      </nav>
      <Modal
        opened={showsKeys}
        onClose={() => setShowsKeys(false)}
        title={t('reports.present.keys')}
        closeButtonProps={{ 'aria-label': t('access.close') }}
        centered
      >
        <dl className="deck-keys">
          {keyNames.map(({ name, keys }) => (
            <div key={name}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key === 'space' ? t('reports.present.space') : key}</kbd>
                ))}
              </dt>
              <dd>{t(`reports.present.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <Button mt="md" variant="default" onClick={() => setShowsKeys(false)}>
          {t('access.close')}
        </Button>
      </Modal>
    </main>
  );
}

const keyNames = [
  { name: 'next', keys: ['→', '↓', 'space', 'PgDn'] },
  { name: 'before', keys: ['←', '↑', 'PgUp'] },
  { name: 'first', keys: ['Home'] },
  { name: 'last', keys: ['End'] },
  { name: 'notesKey', keys: ['N'] },
  { name: 'wholeScreen', keys: ['F'] },
  { name: 'keys', keys: ['?'] },
  { name: 'leave', keys: ['Esc'] },
] as const;

function Control({
  name,
  isOff = false,
  isPressed,
  onClick,
  children,
}: {
  name: string;
  isOff?: boolean;
  isPressed?: boolean;
  onClick: () => void;
  children: ReactElement;
}) {
  return (
    <ActionIcon
      variant="default"
      size="xl"
      aria-label={name}
      title={name}
      disabled={isOff}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** Of the room that the rest of a slide leaves; letters that are read from the last row. */
const largePicture = { width: 1100, height: 440, text: 19 };
const smallPicture = { width: 1100, height: 330, text: 19 };

/** How much smaller the letters of a slide may become before something of it is out of sight. */
const sizes = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52];

/** Makes what stands on a slide as small as it must be to fit, and no smaller. */
function useFitting(slide: string, language: string) {
  const content = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every slide in every language has its own size
  useLayoutEffect(() => {
    let isShown = true;
    const fit = () => {
      const element = content.current;
      if (!element || !isShown) return;
      for (const size of sizes) {
        element.style.setProperty('--slide-fit', String(size));
        if (element.scrollHeight <= element.clientHeight + 1) return;
      }
    };
    fit();
    // The letters that it is written in may come later.
    void document.fonts.ready.then(fit);
    window.addEventListener('resize', fit);
    return () => {
      isShown = false;
      window.removeEventListener('resize', fit);
    };
  }, [slide, language]);
  return content;
}

function SlideContent({ shown }: { shown: ShownSlide }) {
  const t = useWords();
  const language = useLanguage();
  const { slide, figures, chart, table } = shown;
  const content = useFitting(slide.key, language);
  return (
    <div ref={content} className="slide-content">
      {figures.length > 0 ? (
        <dl className="slide-figures">
          {figures.map((figure) => (
            <div key={figure.key}>
              <dt>{figure.label[language]}</dt>
              <dd className={isMissing(figure.value) ? 'is-missing' : ''}>
                {formatFigure(figure.value, figure.kind, language)}
              </dd>
              {figure.interval ? (
                <dd className="slide-against">
                  {t('uptake.intervalOf', {
                    low: formatCell(figure.interval[0], figure.kind, language),
                    high: formatCell(figure.interval[1], figure.kind, language),
                  })}
                </dd>
              ) : null}
              {figure.against.map((against) => (
                <dd key={against.label.id} className="slide-against">
                  {against.label[language]} {formatFigure(against.value, figure.kind, language)}
                  {against.difference === undefined || isMissing(against.difference) ? null : (
                    <strong>
                      {' '}
                      ({formatFigure(against.difference, against.differenceKind ?? figure.kind, language)})
                    </strong>
                  )}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      ) : null}
      {slide.sentences.length > 0 ? (
        <ul className="slide-sentences">
          {slide.sentences.map((sentence) => (
            <li key={sentence.id}>{sentence[language]}</li>
          ))}
        </ul>
      ) : null}
      {chart ? (
        <figure className="slide-chart">
          <figcaption>{chart.chart.title[language]}</figcaption>
          <ReportChart
            chart={chart.chart}
            table={chart.table}
            language={language}
            size={figures.length > 0 || slide.sentences.length > 1 || table ? smallPicture : largePicture}
          />
        </figure>
      ) : null}
      {table ? (
        <div className="slide-table">
          <table>
            <caption className="hidden">{table.table.title[language]}</caption>
            <thead>
              <tr>
                {table.table.columns.map((column) => (
                  <th key={column.key} scope="col" className={isNumeric(column.kind) ? 'end' : ''}>
                    {column.label[language]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.key}>
                  {table.table.columns.map((column, index) => {
                    const cell = row.cells[column.key];
                    const text = cell === undefined ? '–' : formatCell(cell, column.kind, language);
                    const end = isNumeric(column.kind) ? 'end' : '';
                    return index === 0 ? (
                      <th key={column.key} scope="row" className={end}>
                        {text}
                      </th>
                    ) : (
                      <td key={column.key} className={end}>
                        {text}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {table.left > 0 ? <p>{t('reports.present.more', { count: table.left })}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
