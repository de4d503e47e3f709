import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Language, managementSteps } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { firstOf, lastOf, monthsOf } from '../ui/days.ts';
import { formatDay, formatMonth } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { actualOf, pieceOf, planOf } from './layout.ts';
import { campaignName } from './plan-bar.tsx';
import type { Calendar, CalendarCampaign, CalendarEvent } from './queries.ts';
import type { CalendarSearch } from './view.ts';
import { actualInWords, planInWords, standingInWords } from './wording.ts';

/** Campaigns that are planned for or run on any day of a span. */
const within = (calendar: Calendar, from: string, to: string): CalendarCampaign[] =>
  calendar.campaigns.filter(
    (campaign) =>
      pieceOf(planOf(campaign), from, to) !== null || pieceOf(actualOf(campaign, calendar.today), from, to) !== null,
  );

/** The same campaigns as the picture, in words. */
export function CampaignTable({
  calendar,
  from,
  to,
  name,
  search,
}: {
  calendar: Calendar;
  from: string;
  to: string;
  name: string;
  search: CalendarSearch;
}) {
  const t = useWords();
  const language = useLanguage();
  const list = within(calendar, from, to);
  if (list.length === 0) {
    return (
      <Text mt="md" maw={640}>
        {t('calendar.none')}
      </Text>
    );
  }
  return (
    <div style={{ marginTop: '1rem' }}>
      <ScrollTable name={name}>
        <thead>
          <tr>
            <th scope="col">{t('campaigns.one')}</th>
            <th scope="col">{t('campaigns.planned')}</th>
            <th scope="col">{t('campaigns.actual')}</th>
            <th scope="col">{t('calendar.standing')}</th>
            <th scope="col">{t('campaigns.step')}</th>
            <th scope="col">{t('campaigns.inCharge')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((campaign) => (
            <tr key={campaign.id}>
              <th scope="row" style={{ whiteSpace: 'normal', minWidth: 150 }}>
                <Link to="/kampanye/$id" params={{ id: campaign.id }} search={search}>
                  {campaignName(campaign, language)}
                </Link>
              </th>
              <td style={{ minWidth: 130 }}>{planInWords(campaign, language, t)}</td>
              <td style={{ minWidth: 130 }}>{actualInWords(campaign, language, t)}</td>
              <td style={{ minWidth: 170 }}>{standingInWords(campaign, language, t)}</td>
              <td>{campaign.managementStep ? managementSteps[campaign.managementStep].label[language] : '–'}</td>
              <td>{campaign.personInCharge ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  );
}

/** Holidays of one name stand in one line, with their days. */
function eventsByName(events: readonly CalendarEvent[], language: Language): [name: string, days: string[]][] {
  const named = new Map<string, string[]>();
  for (const { name, nameEn, startsOn, endsOn } of events) {
    const shown = language === 'en' ? (nameEn ?? name) : name;
    const day = formatDay(startsOn, language);
    const days = endsOn && endsOn !== startsOn ? `${day} – ${formatDay(endsOn, language)}` : day;
    named.set(shown, [...(named.get(shown) ?? []), days]);
  }
  return [...named];
}

/** A year by its months, for a narrow screen. */
export function MonthList({ calendar, year, search }: { calendar: Calendar; year: string; search: CalendarSearch }) {
  const t = useWords();
  const months = monthsOf(year).flatMap((month) => {
    const [from, to] = [firstOf(month), lastOf(month)];
    const list = within(calendar, from, to);
    const events = calendar.events.filter(
      ({ startsOn, endsOn }) => pieceOf({ from: startsOn, to: endsOn ?? startsOn }, from, to) !== null,
    );
    return list.length === 0 && events.length === 0 ? [] : [{ month, list, events }];
  });
  if (months.length === 0) return <Text mt="md">{t('calendar.none')}</Text>;
  // Of the running year what is now and to come is looked for; what was is a touch away.
  const past = months.filter(({ month }) => month < calendar.today.slice(0, 7) && year === calendar.today.slice(0, 4));
  return (
    <>
      {past.length > 0 ? (
        <details style={{ marginTop: '0.8rem' }}>
          <summary>{t('calendar.earlierMonths')}</summary>
          <Months months={past} search={search} />
        </details>
      ) : null}
      <Months months={months.filter((each) => !past.includes(each))} search={search} />
    </>
  );
}

interface MonthListed {
  readonly month: string;
  readonly list: readonly CalendarCampaign[];
  readonly events: readonly CalendarEvent[];
}

function Months({ months, search }: { months: readonly MonthListed[]; search: CalendarSearch }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <ol className="calendar-months">
      {months.map(({ month, list, events }) => (
        <li key={month}>
          <h3>{formatMonth(firstOf(month), language)}</h3>
          <ul>
            {eventsByName(events, language).map(([name, days]) => (
              <li key={name} className="soft" style={{ fontSize: '0.85rem' }}>
                ◆ {name}: {days.join(', ')}
              </li>
            ))}
            {list.map((campaign) => (
              <li key={campaign.id}>
                <Link to="/kampanye/$id" params={{ id: campaign.id }} search={search}>
                  {campaignName(campaign, language)}
                </Link>
                <div style={{ fontSize: '0.85rem' }}>
                  {t('calendar.planIs', { span: planInWords(campaign, language, t) })}
                  <br />
                  {t('calendar.actualIs', { span: actualInWords(campaign, language, t) })}
                </div>
                <div className="soft" style={{ fontSize: '0.85rem' }}>
                  {standingInWords(campaign, language, t)}
                </div>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
