import { useRef } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { firstOf } from '../ui/days.ts';
import { formatDay, formatMonth } from '../ui/format.ts';
import { type Placed, pieceOf, placeOnDays, weeksOf } from './layout.ts';
import { campaignName, type Handling, PlanBar } from './plan-bar.tsx';
import type { Calendar, CalendarCampaign, CalendarEvent } from './queries.ts';

/** Rows of a week above its bars: the numbers of its days and what happened on them. */
const rowsAbove = 2;

/** A month by its weeks: plans outlined above what was run, what happened behind them, activities counted by the day. */
export function MonthGrid({ calendar, month, handling }: { calendar: Calendar; month: string; handling: Handling }) {
  const t = useWords();
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const weeks = weeksOf(month);
  const counts = new Map(calendar.days.map(({ on, activities }) => [on, activities]));
  const dayAt = (x: number, y: number): string | undefined => {
    for (const cell of box.current?.querySelectorAll<HTMLElement>('[data-day]') ?? []) {
      const { left, right, top, bottom } = cell.getBoundingClientRect();
      if (x >= left && x < right && y >= top && y < bottom) return cell.dataset.day;
    }
    return undefined;
  };
  const seen = new Set<string>();
  const isNew = (id: string): boolean => {
    const before = seen.size;
    return seen.add(id).size > before;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset: nothing is filled in here
    <div
      className="calendar-month"
      ref={box}
      role="group"
      aria-label={t('calendar.monthOf', { month: formatMonth(firstOf(month), language) })}
    >
      <div className="calendar-heads" aria-hidden="true">
        {(weeks[0] ?? []).map((day) => (
          <div key={day}>{weekdayName(day, language)}</div>
        ))}
      </div>
      {weeks.map((week) => {
        const [from = '', to = ''] = [week[0], week.at(-1)];
        const placed = placeOnDays(calendar.campaigns, { from, to }, calendar.today);
        const lanes = Math.max(0, ...placed.map(({ lane }) => lane + 1));
        return (
          <div
            className="calendar-week"
            key={from}
            style={{ gridTemplateRows: `auto 1.1rem ${'2.2rem '.repeat(lanes)}minmax(4px, 1fr)` }}
          >
            {week.map((day, index) => (
              <DayCell
                key={day}
                day={day}
                column={index + 1}
                isOutside={!day.startsWith(month)}
                isToday={day === calendar.today}
                activities={counts.get(day) ?? 0}
                isClosed={calendar.events.some(
                  ({ kind, startsOn, endsOn }) =>
                    ['closure', 'holiday'].includes(kind) && startsOn <= day && (endsOn ?? startsOn) >= day,
                )}
              />
            ))}
            <Events events={calendar.events} from={from} to={to} />
            {placed.map((each) => (
              <Bars
                key={each.id}
                placed={each}
                isFirst={(each.plan !== null || each.plannedFromOn === null) && isNew(each.id)}
                handling={handling}
                dayAt={dayAt}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function DayCell({
  day,
  column,
  isOutside,
  isToday,
  isClosed,
  activities,
}: {
  day: string;
  column: number;
  isOutside: boolean;
  isToday: boolean;
  isClosed: boolean;
  activities: number;
}) {
  const t = useWords();
  const language = useLanguage();
  const at = { gridColumn: column };
  return (
    <>
      <div className="calendar-day" style={at} data-day={day} data-outside={isOutside} data-closed={isClosed} />
      <div
        className="calendar-number"
        style={at}
        data-today={isToday}
        title={
          activities > 0 ? `${formatDay(day, language)}: ${t('calendar.activities', { count: activities })}` : undefined
        }
      >
        <b>{Number(day.slice(8))}</b>
        {activities > 0 ? <span>{t('calendar.activitiesShort', { count: activities })}</span> : null}
      </div>
    </>
  );
}

/** What happened in a week, by name where it begins; only one name has room on a day. */
function Events({ events, from, to }: { events: readonly CalendarEvent[]; from: string; to: string }) {
  const language = useLanguage();
  const named = new Map<number, CalendarEvent & { last: number }>();
  for (const event of events) {
    const piece = pieceOf({ from: event.startsOn, to: event.endsOn ?? event.startsOn }, from, to);
    if (piece && !named.has(piece.first)) named.set(piece.first, { ...event, last: piece.last });
  }
  const firsts = [...named.keys()].toSorted((one, other) => one - other);
  return firsts.map((first, index) => {
    const event = named.get(first);
    if (!event) return null;
    const end = Math.max(first + 1, Math.min(Math.max(event.last + 1, first + 2), firsts[index + 1] ?? 7, 7));
    const name = language === 'en' ? (event.nameEn ?? event.name) : event.name;
    return (
      <div key={event.id} className="calendar-event" title={name} style={{ gridColumn: `${first + 1} / ${end + 1}` }}>
        {name}
      </div>
    );
  });
}

function Bars({
  placed: { lane, plan, actual, ...campaign },
  isFirst,
  handling,
  dayAt,
}: {
  placed: Placed<CalendarCampaign>;
  isFirst: boolean;
  handling: Handling;
  dayAt: (x: number, y: number) => string | undefined;
}) {
  const gridRow = rowsAbove + 1 + lane;
  // A campaign that was never planned, or not for this week, is named above what was run.
  const named = plan ?? actual;
  return (
    <>
      {plan === null && named !== null && campaign.plannedFromOn !== null ? (
        <ActualName campaign={campaign} style={{ gridRow, gridColumn: `${named.first + 1} / ${named.last + 2}` }} />
      ) : null}
      {named !== null && (plan !== null || campaign.plannedFromOn === null) ? (
        <PlanBar
          campaign={campaign}
          piece={named}
          isFirst={isFirst}
          showsName
          style={{ gridRow, gridColumn: `${named.first + 1} / ${named.last + 2}` }}
          handling={handling}
          dayAt={dayAt}
        />
      ) : null}
      {actual === null ? null : (
        <div
          className="calendar-actual"
          data-begins={actual.begins}
          data-ends={actual.ends}
          style={{ gridRow, gridColumn: `${actual.first + 1} / ${actual.last + 2}` }}
        />
      )}
    </>
  );
}

function ActualName({
  campaign,
  style,
}: {
  campaign: CalendarCampaign;
  style: { gridRow: number; gridColumn: string };
}) {
  const language = useLanguage();
  return (
    <div className="calendar-plan" data-unplanned="true" aria-hidden="true" style={style}>
      {campaignName(campaign, language)}
    </div>
  );
}

const weekdayName = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
