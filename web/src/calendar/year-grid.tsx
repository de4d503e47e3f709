import { Link } from '@tanstack/react-router';
import { type CSSProperties, useRef } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { addDays, daysBetween, firstOf, monthsOf } from '../ui/days.ts';
import { type Piece, pieceOf, placeOnDays } from './layout.ts';
import { campaignName, type Handling, PlanBar } from './plan-bar.tsx';
import type { Calendar } from './queries.ts';
import type { CalendarSearch } from './view.ts';

/** A year, a row for each campaign: its plan outlined above what was run. */
export function YearGrid({
  calendar,
  year,
  search,
  handling,
}: {
  calendar: Calendar;
  year: string;
  search: CalendarSearch;
  handling: Handling;
}) {
  const t = useWords();
  const language = useLanguage();
  const head = useRef<HTMLDivElement>(null);
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const days = daysBetween(from, to) + 1;
  const part = (count: number): string => `${(100 * count) / days}%`;
  const across = ({ first, last }: Piece): CSSProperties => ({ left: part(first), width: part(last - first + 1) });
  const dayAt = (x: number): string | undefined => {
    const box = head.current?.getBoundingClientRect();
    if (!box || x < box.left || x >= box.right) return undefined;
    return addDays(from, Math.floor((days * (x - box.left)) / box.width));
  };
  const months = monthsOf(year).map((month) => ({ month, at: part(daysBetween(from, firstOf(month))) }));
  const events = calendar.events.flatMap(({ id, startsOn, endsOn }) => {
    const piece = pieceOf({ from: startsOn, to: endsOn ?? startsOn }, from, to);
    return piece ? [{ id, piece }] : [];
  });
  const ground = (
    <>
      {events.map(({ id, piece }) => (
        <div key={id} className="calendar-band" style={across(piece)} />
      ))}
      {months.slice(1).map(({ month, at }) => (
        <div key={month} className="calendar-rule" style={{ left: at }} />
      ))}
      {calendar.today >= from && calendar.today <= to ? (
        <div className="calendar-rule" data-today="true" style={{ left: part(daysBetween(from, calendar.today)) }} />
      ) : null}
    </>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset: nothing is filled in here
    <div className="calendar-year" role="group" aria-label={t('calendar.yearOf', { year })}>
      <div className="calendar-row" aria-hidden="true">
        <div />
        <div className="calendar-track" ref={head}>
          {months.map(({ month, at }) => (
            <span key={month} className="calendar-monthname" style={{ left: at }}>
              {monthName(month, language)}
            </span>
          ))}
        </div>
      </div>
      {placeOnDays(calendar.campaigns, { from, to }, calendar.today).map(({ lane: _, plan, actual, ...campaign }) => {
        const shown = plan ?? (campaign.plannedFromOn === null ? actual : null);
        return (
          <div className="calendar-row" key={campaign.id}>
            <div title={campaignName(campaign, language)}>
              <Link to="/kampanye/$id" params={{ id: campaign.id }} search={search}>
                {campaignName(campaign, language)}
              </Link>
            </div>
            <div className="calendar-track">
              {ground}
              {shown ? (
                <PlanBar
                  campaign={campaign}
                  piece={shown}
                  isFirst
                  showsName={false}
                  style={across(shown)}
                  handling={handling}
                  dayAt={dayAt}
                />
              ) : null}
              {actual ? <div className="calendar-actual" style={across(actual)} /> : null}
            </div>
          </div>
        );
      })}
    </div>
  );
}

const monthName = (month: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { month: 'short', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
