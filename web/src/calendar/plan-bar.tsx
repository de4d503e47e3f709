import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { useLanguage, useWords } from '../language.ts';
import type { Piece } from './layout.ts';
import type { Draft, Grip } from './move.ts';
import type { CalendarCampaign } from './queries.ts';
import { actualInWords, planInWords, standingInWords } from './wording.ts';

/** What a picture of the calendar needs to let plans be chosen and moved. */
export interface Handling {
  readonly held: string | undefined;
  readonly mayMove: boolean;
  readonly onChoose: (campaign: CalendarCampaign) => void;
  readonly onKey: (campaign: CalendarCampaign, event: KeyboardEvent) => void;
  /** Begins to drag; the picture tells which day is under the pointer. */
  readonly onGrip: (
    campaign: CalendarCampaign,
    grip: Grip,
    event: PointerEvent,
    dayAt: (x: number, y: number) => string | undefined,
  ) => void;
}

export const campaignName = ({ name, nameEn }: Pick<CalendarCampaign, 'name' | 'nameEn'>, language: string): string =>
  language === 'en' ? (nameEn ?? name) : name;

/** The plan as it stands, as something to be moved; undefined where there is none or it is over with. */
export const draftOf = ({ id, plannedFromOn, plannedToOn }: CalendarCampaign): Draft | undefined =>
  plannedFromOn === null ? undefined : { id, from: plannedFromOn, to: plannedToOn };

/** The outlined bar of a plan. Of the pieces in several weeks the first is the one that is reached by keyboard. */
export function PlanBar({
  campaign,
  piece,
  isFirst,
  showsName,
  style,
  handling,
  dayAt,
}: {
  campaign: CalendarCampaign;
  piece: Piece;
  isFirst: boolean;
  showsName: boolean;
  style: CSSProperties;
  handling: Handling;
  dayAt: (x: number, y: number) => string | undefined;
}) {
  const t = useWords();
  const language = useLanguage();
  const name = campaignName(campaign, language);
  const isHeld = handling.held === campaign.id;
  const isMovable = handling.mayMove && campaign.plannedFromOn !== null;
  const grip = (of: Grip) => ({
    onPointerDown: (event: PointerEvent) => {
      if (!isMovable || event.button !== 0) return;
      event.stopPropagation();
      handling.onGrip(campaign, of, event, dayAt);
    },
  });
  const own = {
    className: 'calendar-plan',
    style,
    title: name,
    'data-bar': campaign.id,
    'data-begins': piece.begins,
    'data-ends': piece.ends,
    'data-standing': campaign.standing,
    'data-unplanned': campaign.plannedFromOn === null,
    'data-movable': isMovable,
    'data-held': isHeld,
  };
  const inside = (
    <>
      {isMovable && piece.begins ? <span className="calendar-grip" data-grip="from" {...grip('from')} /> : null}
      {showsName ? name : null}
      {isMovable && piece.ends ? <span className="calendar-grip" data-grip="to" {...grip('to')} /> : null}
    </>
  );
  if (!isFirst) {
    return (
      <div {...own} aria-hidden="true" {...grip('all')}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      {...own}
      aria-pressed={isHeld}
      aria-label={[
        name,
        t('calendar.planIs', { span: planInWords(campaign, language, t) }),
        t('calendar.actualIs', { span: actualInWords(campaign, language, t) }),
        standingInWords(campaign, language, t),
      ].join('. ')}
      {...(isMovable ? { 'aria-describedby': 'calendar-keys' } : {})}
      onClick={() => handling.onChoose(campaign)}
      onKeyDown={(event) => handling.onKey(campaign, event)}
      {...grip('all')}
    >
      {inside}
    </button>
  );
}
