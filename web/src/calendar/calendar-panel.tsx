import './calendar.css';
import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isProblem, issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { storeRecords } from '../records/queries.ts';
import { useUndoToast } from '../records/undo-toast.tsx';
import { useMay } from '../session.ts';
import { addMonths, daysBetween, firstOf, lastOf } from '../ui/days.ts';
import { formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { CampaignTable, MonthList } from './campaign-tables.tsx';
import { MonthGrid } from './month-grid.tsx';
import { type Draft, type Grip, moved, movedByKey } from './move.ts';
import { campaignName, draftOf, type Handling } from './plan-bar.tsx';
import { type Calendar, type CalendarCampaign, calendarQuery } from './queries.ts';
import type { CalendarSearch, Look } from './view.ts';
import { actualInWords, planInWords, spanInWords, standingInWords } from './wording.ts';
import { YearGrid } from './year-grid.tsx';

/** Program kalender kerja: what is planned against what was run, to be looked at and moved. */
export function CalendarPanel({
  office,
  today,
  search,
  onChange,
}: {
  office: string | undefined;
  today: string;
  search: CalendarSearch;
  onChange: (next: CalendarSearch) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const month = search.month ?? today.slice(0, 7);
  const year = month.slice(0, 4);
  const look: Look = isNarrow ? 'year' : (search.look ?? 'month');
  const calendar = useQuery(calendarQuery(office, year));
  const show = (next: string) => onChange({ month: next === today.slice(0, 7) ? undefined : next });
  const step = (count: number) => show(addMonths(month, look === 'month' ? count : 12 * count));
  const title = look === 'month' ? formatMonth(firstOf(month), language) : year;
  return (
    <Panel title={t('calendar.title')}>
      <div className="calendar-bar no-print" style={{ marginTop: '0.8rem' }}>
        <Group gap="xs">
          <Button
            variant="default"
            size="sm"
            px="xs"
            aria-label={t(look === 'month' ? 'calendar.monthBefore' : 'calendar.yearBefore')}
            onClick={() => step(-1)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </Button>
          <p className="calendar-title" aria-live="polite">
            <strong>{title}</strong>
          </p>
          <Button
            variant="default"
            size="sm"
            px="xs"
            aria-label={t(look === 'month' ? 'calendar.monthAfter' : 'calendar.yearAfter')}
            onClick={() => step(1)}
          >
            <IconChevronRight size={18} aria-hidden />
          </Button>
          <Button
            variant="default"
            size="sm"
            disabled={search.month === undefined}
            onClick={() => show(today.slice(0, 7))}
          >
            {t('calendar.today')}
          </Button>
        </Group>
        {isNarrow ? null : (
          <SegmentedControl
            aria-label={t('calendar.look')}
            value={look}
            data={(['month', 'year'] as const).map((value) => ({ value, label: t(`calendar.looks.${value}`) }))}
            onChange={(value) => onChange({ look: value === 'month' ? undefined : (value as Look) })}
          />
        )}
      </div>
      {calendar.isError ? (
        <Failed error={calendar.error} retry={() => void calendar.refetch()} />
      ) : calendar.isPending ? (
        <Loading height={520} />
      ) : isNarrow ? (
        <MonthList calendar={calendar.data} year={year} search={search} />
      ) : (
        <Picture calendar={calendar.data} look={look} month={month} search={search} onMonth={show} />
      )}
    </Panel>
  );
}

/** A calendar in which a campaign's plan is where it is moved to. */
const withDraft = (calendar: Calendar, draft: Draft | undefined): Calendar =>
  draft === undefined
    ? calendar
    : {
        ...calendar,
        campaigns: calendar.campaigns.map((campaign) =>
          campaign.id === draft.id ? { ...campaign, plannedFromOn: draft.from, plannedToOn: draft.to } : campaign,
        ),
      };

const isSame = (one: Draft | undefined, other: Draft | undefined): boolean =>
  one?.from === other?.from && one?.to === other?.to;

function Picture({
  calendar,
  look,
  month,
  search,
  onMonth,
}: {
  calendar: Calendar;
  look: Look;
  month: string;
  search: CalendarSearch;
  onMonth: (month: string) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const cache = useQueryClient();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  const [draft, setDraft] = useState<Draft>();
  const latest = useRef<Draft>(undefined);
  const dragged = useRef(false);
  const undoToast = useUndoToast();
  const mayMove = may('writeRecords');
  const year = month.slice(0, 4);
  const [from, to] = look === 'month' ? [firstOf(month), lastOf(month)] : [`${year}-01-01`, `${year}-12-31`];
  const campaign = calendar.campaigns.find(({ id }) => id === chosen);
  const before = campaign && draftOf(campaign);

  const hold = (next: Draft | undefined) => {
    latest.current = next;
    setDraft(next);
  };
  const move = useMutation({
    mutationFn: ({ next, was }: { next: Draft; was: Draft; name: string }) =>
      storeRecords('campaigns', [
        {
          fields: { campaign: next.id, planned_from: next.from, planned_to: next.to },
          was: { planned_from: was.from, planned_to: was.to },
        },
      ]),
    onSuccess: async ({ importId }, { next, name }) => {
      await cache.invalidateQueries({ queryKey: ['calendar'] });
      hold(undefined);
      await Promise.all(['records', 'campaigns'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
      if (importId !== null) {
        const span = spanInWords(next.from, next.to, language, '…') ?? '';
        undoToast(t('calendar.moved', { name, span }), importId);
      }
    },
  });
  const keep = (next: Draft, of: CalendarCampaign) => {
    const was = draftOf(of);
    if (!was || isSame(next, was)) hold(undefined);
    else move.mutate({ next, was, name: campaignName(of, language) });
  };
  const leave = () => {
    move.reset();
    hold(undefined);
  };

  // A bar that moves to another week is another element; the one in hand stays in hand before the next key comes.
  const toFocus = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (toFocus.current === undefined) return;
    const found = box.current?.querySelector<HTMLElement>(`button[data-bar="${CSS.escape(toFocus.current)}"]`);
    if (!found) return;
    toFocus.current = undefined;
    found.focus();
  });
  // What is moved out of sight is followed.
  const holdByKey = (next: Draft) => {
    toFocus.current = next.id;
    hold(next);
    const isSeen = next.from <= to && (next.to ?? next.from) >= from;
    if (!isSeen) onMonth(next.from.slice(0, 7));
  };

  const stopDrag = useRef<() => void>(undefined);
  useEffect(() => () => stopDrag.current?.(), []);

  const handling: Handling = {
    held: chosen,
    mayMove,
    onChoose: (of) => {
      if (dragged.current) {
        dragged.current = false;
        return;
      }
      if (latest.current?.id === of.id) return;
      leave();
      setChosen(chosen === of.id ? undefined : of.id);
    },
    onKey: (of, event: KeyboardEvent) => {
      if (event.key === 'Escape' && (latest.current || chosen)) {
        event.preventDefault();
        if (latest.current) {
          toFocus.current = of.id;
          leave();
        } else setChosen(undefined);
        return;
      }
      if (chosen !== of.id || !mayMove) return;
      const standing = latest.current ?? draftOf(calendar.campaigns.find(({ id }) => id === of.id) ?? of);
      if (event.key === 'Enter' && latest.current) {
        event.preventDefault();
        keep(latest.current, calendar.campaigns.find(({ id }) => id === of.id) ?? of);
        return;
      }
      const next = standing && movedByKey(standing, event);
      if (!next) return;
      event.preventDefault();
      holdByKey(next);
    },
    onGrip: (of, grip: Grip, event: PointerEvent, dayAt) => {
      const own = calendar.campaigns.find(({ id }) => id === of.id);
      const start = latest.current?.id === of.id ? latest.current : own && draftOf(own);
      const grabbed = dayAt(event.clientX, event.clientY);
      if (!own || !start || grabbed === undefined) return;
      dragged.current = false;
      const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
        const day = dayAt(clientX, clientY);
        if (day === undefined) return;
        const next = moved(start, grip, daysBetween(grabbed, day));
        if (isSame(next, latest.current ?? start)) return;
        dragged.current = true;
        setChosen(of.id);
        hold(next);
      };
      const onKey = ({ key }: globalThis.KeyboardEvent) => {
        if (key !== 'Escape') return;
        stopDrag.current?.();
        leave();
      };
      const onUp = () => {
        stopDrag.current?.();
        if (dragged.current && latest.current) keep(latest.current, own);
        // The click that follows a drag chooses nothing.
        setTimeout(() => {
          dragged.current = false;
        }, 0);
      };
      stopDrag.current = () => {
        window.removeEventListener('pointermove', onMove);
        window.removeEventListener('pointerup', onUp);
        window.removeEventListener('pointercancel', onUp);
        window.removeEventListener('keydown', onKey);
      };
      window.addEventListener('pointermove', onMove);
      window.addEventListener('pointerup', onUp);
      window.addEventListener('pointercancel', onUp);
      window.addEventListener('keydown', onKey);
    },
  };

  const shown = withDraft(calendar, draft);
  const heading = look === 'month' ? formatMonth(firstOf(month), language) : year;
  return (
    <div ref={box}>
      {look === 'month' ? (
        <MonthGrid calendar={shown} month={month} handling={handling} />
      ) : (
        <YearGrid calendar={shown} year={year} search={search} handling={handling} />
      )}
      <ul className="calendar-legend">
        <li>
          <i data-of="plan" />
          {t('campaigns.planned')}
        </li>
        <li>
          <i data-of="actual" />
          {t('campaigns.actual')}
        </li>
        <li>
          <i data-of="event" />
          {t('calendar.eventsLegend')}
        </li>
        <li>{t('calendar.activitiesLegend')}</li>
      </ul>
      {mayMove ? (
        <Text size="sm" className="soft" id="calendar-keys" mt="xs" maw={820}>
          {t('calendar.keys')}
        </Text>
      ) : null}
      <div aria-live="polite">
        {campaign ? (
          <section className="calendar-held" aria-label={campaignName(campaign, language)}>
            <div style={{ flex: '1 1 20rem' }}>
              <p>
                <strong>{campaignName(campaign, language)}</strong>
              </p>
              <p>
                {draft && draft.id === campaign.id
                  ? t('calendar.willBe', { span: spanInWords(draft.from, draft.to, language, '…') ?? '' })
                  : t('calendar.planIs', { span: planInWords(campaign, language, t) })}
              </p>
              <p>{t('calendar.actualIs', { span: actualInWords(campaign, language, t) })}</p>
              <p className="soft">{standingInWords(campaign, language, t)}</p>
            </div>
            <Group gap="sm">
              {draft && draft.id === campaign.id ? (
                <>
                  <Button size="sm" loading={move.isPending} onClick={() => keep(draft, campaign)}>
                    {t('calendar.keep')}
                  </Button>
                  <Button size="sm" variant="default" onClick={leave}>
                    {t('access.cancel')}
                  </Button>
                </>
              ) : (
                <>
                  <Link to="/kampanye/$id" params={{ id: campaign.id }} search={search}>
                    {t('calendar.open')}
                  </Link>
                  {mayMove && before ? (
                    <Link to="/kampanye/$id/ubah" params={{ id: campaign.id }} search={search}>
                      {t('calendar.edit')}
                    </Link>
                  ) : null}
                </>
              )}
            </Group>
          </section>
        ) : null}
      </div>
      {move.isError ? (
        <Alert
          color="red"
          variant="light"
          role="alert"
          mt="sm"
          title={'problem' in move.error ? undefined : t('state.error')}
        >
          {isProblem(move.error, 409) ? t('calendar.conflict') : move.error.message}
          <ul className="plain">
            {issuesOf(move.error).map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              leave();
              void cache.invalidateQueries({ queryKey: ['calendar'] });
            }}
          >
            {t('calendar.reload')}
          </Button>
        </Alert>
      ) : null}
      <CampaignTable
        calendar={calendar}
        from={from}
        to={to}
        name={t('calendar.listOf', { span: heading })}
        search={search}
      />
    </div>
  );
}
