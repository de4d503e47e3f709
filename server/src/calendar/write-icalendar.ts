import type { Campaign, Office } from '@tilik/db/schema';
import { type Approach, approaches, type Language } from '@tilik/db/vocabulary';
import type ICAL from 'ical.js';
import { addDays, type Day } from '../day.ts';
import { uidOfCampaign } from '../ingest/formats/icalendar.ts';
import { say } from '../language.ts';
import type { WordList } from '../offices/programme-words.ts';

/**
 * The plans of campaigns as a calendar for other programs: a whole-day event each. What was run stands in its notes. A
 * campaign without a plan is shown on the days on which it ran, and says that these are no plan.
 */
export async function icalendarOf(
  campaigns: readonly Campaign[],
  office: Pick<Office, 'id' | 'name'>,
  audiences: Pick<WordList, 'nameOf'>,
  language: Language,
  now: Date,
): Promise<string> {
  const { default: library } = await import('ical.js');
  // The library counts without the blank that begins a folded line; 75 octets is what a line may have.
  library.foldLength = 74;
  const calendar = new library.Component('vcalendar');
  const title = say(language, 'calendar.title', { office: office.name });
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Tilik//Tilik//ID');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addPropertyWithValue('x-wr-calname', title);
  for (const campaign of campaigns) {
    const event = eventOf(campaign, audiences, language, now, library);
    if (event) calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
}

function eventOf(
  campaign: Campaign,
  audiences: Pick<WordList, 'nameOf'>,
  language: Language,
  now: Date,
  library: typeof ICAL,
): ICAL.Component | undefined {
  const { plannedFromOn, plannedToOn, startedOn, endedOn, cancelledOn } = campaign;
  const isPlanned = plannedFromOn !== null;
  const from = plannedFromOn ?? startedOn;
  if (from === null) return undefined;
  const to = isPlanned ? plannedToOn : (endedOn ?? cancelledOn);
  const event = new library.Component('vevent');
  event.addPropertyWithValue('uid', uidOfCampaign(campaign.id, campaign.officeId));
  event.addPropertyWithValue('dtstamp', library.Time.fromJSDate(now, true));
  event.addPropertyWithValue('dtstart', dayIn(from, library));
  // The end of an event is the first day that is no more of it.
  if (to !== null) event.addPropertyWithValue('dtend', dayIn(addDays(to, 1), library));
  event.addPropertyWithValue('summary', language === 'en' ? (campaign.nameEn ?? campaign.name) : campaign.name);
  event.addPropertyWithValue('description', notesOf(campaign, language));
  event.addPropertyWithValue(
    'status',
    cancelledOn !== null ? 'CANCELLED' : startedOn === null ? 'TENTATIVE' : 'CONFIRMED',
  );
  // Weeks of a campaign leave whoever sees it free for other things.
  event.addPropertyWithValue('transp', 'TRANSPARENT');
  const categories = new library.Property('categories');
  categories.setValues([
    approaches[campaign.approach as Approach].label[language],
    ...campaign.audiences.map((code) => audiences.nameOf(code, language)),
  ]);
  event.addProperty(categories);
  if (!isPlanned) event.addPropertyWithValue('x-tilik-span', 'actual');
  return event;
}

const dayIn = (day: Day, library: typeof ICAL): ICAL.Time => library.Time.fromDateString(day);

function notesOf(campaign: Campaign, language: Language): string {
  const { objective, plannedFromOn, startedOn, endedOn, cancelledOn, personInCharge } = campaign;
  const lines = [
    objective,
    plannedFromOn === null ? say(language, 'calendar.unplanned') : null,
    startedOn === null
      ? say(language, 'calendar.notBegun')
      : endedOn === null
        ? say(language, 'calendar.begun', { from: startedOn })
        : say(language, 'calendar.ran', { from: startedOn, to: endedOn }),
    cancelledOn === null ? null : say(language, 'calendar.cancelled', { on: cancelledOn }),
    personInCharge === null ? null : say(language, 'calendar.inCharge', { role: personInCharge }),
  ];
  return lines.filter((line) => line !== null).join('\n');
}
