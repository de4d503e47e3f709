import { Button, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { uptakeQuery } from '../applicants/queries.ts';
import { numberedEvents } from '../events/marks.ts';
import { eventsQuery, type ProgrammeEvent } from '../events/queries.ts';
import { useLanguage, useWords } from '../language.ts';
import { FeesPanel } from '../processing/fees-panel.tsx';
import { ProcessingMonthForm } from '../processing/month-form.tsx';
import { processingQuery, type ServedType, type Service } from '../processing/queries.ts';
import { figureOf, isKnown, lastKnown, typeShown, waitingSeries } from '../processing/series.ts';
import { CompletedTable, WaitingTable } from '../processing/tables.tsx';
import { type ServiceSearch, servedTypes, waitingMeasures } from '../processing/view.ts';
import { daysInWords, heldInWords, togetherSentences, waitingSentences } from '../processing/wording.ts';
import { recordsQuery } from '../records/queries.ts';
import { useMay, useSession } from '../session.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatDay, formatMonth, formatShare, formatShort } from '../ui/format.ts';
import { MonthBarsChart } from '../ui/month-bars-chart.tsx';
import { LinesLegend, MonthLinesChart } from '../ui/month-lines-chart.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { viewOf, windowOf } from './view.ts';
import { WindowFields } from './window-fields.tsx';

const route = getRouteApi('/layanan');

/** Layanan: do waiting time and obstacles hold uptake back? */
export function ServicePage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('service.title')} lead={t('service.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : (
        <Asked about={about.data} />
      )}
    </Stack>
  );
}

function Asked({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const ownOffice = useSession()?.actor?.officeId ?? null;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: ServiceSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const view = viewOf(search);
  const office = about.offices.find(({ id }) => id === (search.office ?? ownOffice)) ?? about.offices[0];
  const span = windowOf(view, about.today, office?.reportedFrom ?? null);
  const asked = { office: office?.id, ...span };
  const service = useQuery(processingQuery(asked));
  const events = useQuery(eventsQuery(asked));
  return (
    <>
      <form aria-label={t('filter.label')} className="filters no-print" onSubmit={(event) => event.preventDefault()}>
        <WindowFields
          about={about}
          office={office?.id}
          period={view.period}
          usualOffice={ownOffice ?? about.offices[0]?.id}
          usual="24m"
          span={span}
          onChange={change}
        />
      </form>
      <Text className="soft">
        {t('overview.window', {
          office: office?.name ?? '',
          from: formatDay(span.from, language),
          to: formatDay(span.to, language),
        })}
      </Text>
      {service.isError ? (
        <Failed error={service.error} retry={() => void service.refetch()} />
      ) : service.isPending ? (
        <Loading height={640} />
      ) : (
        <Answer service={service.data} events={events.data?.events ?? []} search={search} onChange={change} />
      )}
      {office ? <MonthForm office={office.id} officeName={office.name} today={about.today} /> : null}
    </>
  );
}

function Answer({
  service,
  events,
  search,
  onChange,
}: {
  service: Service;
  events: readonly ProgrammeEvent[];
  search: ServiceSearch;
  onChange: (next: ServiceSearch) => void;
}) {
  const t = useWords();
  const [ours] = service.offices;
  if (!ours || !service.offices.some(isKnown)) {
    return (
      <>
        <Panel title={t('service.waiting')}>
          <Text mt="xs" maw={720}>
            {t('service.none')}
          </Text>
        </Panel>
        <FeesPanel service={service} />
      </>
    );
  }
  return (
    <>
      <WaitingPanel service={service} events={events} search={search} onChange={onChange} />
      <CompletedPanel service={service} />
      <BesideUptakePanel service={service} events={events} />
      <FeesPanel service={service} />
    </>
  );
}

const csvOf = ({ office, from, to }: Service): string =>
  `/api/v1/processing.csv?${new URLSearchParams({ office, from, to })}`;

const isRunningMonth = ({ months = [] }: { months?: Service['offices'][number]['months'] } = {}): boolean =>
  months.some(({ state, figures }) => state === 'unfinished' && figures.length > 0);

function WaitingPanel({
  service,
  events,
  search,
  onChange,
}: {
  service: Service;
  events: readonly ProgrammeEvent[];
  search: ServiceSearch;
  onChange: (next: ServiceSearch) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const [ours] = service.offices;
  const months = ours?.months ?? [];
  const type = typeShown(search.type, months);
  const measure = search.measure ?? 'median';
  const series = waitingSeries(service.offices, type, measure);
  const drawn = series.filter(({ points }) => points.some(({ value, reach }) => value !== null || reach));
  const silent = series.filter((one) => !drawn.includes(one));
  const numbered = numberedEvents(events, months);
  const days = `${formatDay(service.from, language)} – ${formatDay(service.to, language)}`;
  const notes = [
    measure === 'median' ? t('service.reachNote', { office: ours?.name ?? '' }) : t('service.p90Note'),
    service.offices.some(isRunningMonth) ? t('service.unfinishedNote') : '',
    months.some(({ state }) => state === 'unreported') ? t('service.gapNote') : '',
  ].filter((note) => note !== '');
  return (
    <Panel title={t('service.waiting')}>
      <Text mt="xs" maw={820}>
        {waitingSentences(service, type, t, language).join(' ')}
      </Text>
      <div className="filters no-print" style={{ marginTop: '0.8rem' }}>
        <NativeSelect
          label={t('service.type')}
          value={type}
          data={servedTypes.map((value) => ({ value, label: t(`service.types.${value}`) }))}
          onChange={({ currentTarget: { value } }) => onChange({ type: value as ServedType })}
        />
        <div>
          <Text size="sm" fw={500} id="measure">
            {t('service.measure')}
          </Text>
          <SegmentedControl
            fullWidth
            size="sm"
            aria-labelledby="measure"
            value={measure}
            data={waitingMeasures.map((value) => ({ value, label: t(`service.measures.${value}`) }))}
            onChange={(value) => onChange({ measure: value === 'p90' ? 'p90' : undefined })}
          />
        </div>
      </div>
      {drawn.length === 0 ? (
        <Text mt="md">{t('service.noneOfType', { type: t(`service.types.${type}`) })}</Text>
      ) : (
        <>
          <LinesLegend series={drawn} />
          <ChartFrame
            name={t('service.waitingChart', { days })}
            title={`${t('service.waiting')}: ${t(`service.types.${type}`)}, ${t(`service.measures.${measure}`)}, ${days}`}
            fileName={`tilik-${service.office}-layanan-${type}-${measure}-${service.from}-${service.to}`}
            footnote={service.sample ? `${t('app.sample')}.` : undefined}
            csv={csvOf(service)}
            table={<WaitingTable offices={service.offices} type={type} />}
          >
            <MonthLinesChart
              months={months}
              series={drawn}
              marks={numbered}
              tickName={(value) => daysInWords(value, language)}
            />
          </ChartFrame>
          <Text size="sm" className="soft" mt="xs" maw={820}>
            {t('service.daysAxis')} {notes.join(' ')}{' '}
            {silent.length > 0
              ? t('service.silent', {
                  list: silent.map(({ name }) => name).join(', '),
                  type: t(`service.types.${type}`),
                })
              : ''}
          </Text>
          <EventsList events={numbered} />
        </>
      )}
    </Panel>
  );
}

function EventsList({ events }: { events: readonly (ProgrammeEvent & { label: string })[] }) {
  const t = useWords();
  const language = useLanguage();
  if (events.length === 0) return null;
  return (
    <div style={{ fontSize: '0.85rem', marginTop: '0.8rem' }}>
      <Text size="sm" fw={600} component="h3" m={0}>
        {t('uptake.eventsList')}
      </Text>
      <ol className="plain">
        {events.map((event) => (
          <li key={event.id}>
            {language === 'en' ? (event.nameEn ?? event.name) : event.name}{' '}
            <span className="soft">
              {formatDay(event.startsOn, language)}
              {event.endsOn && event.endsOn !== event.startsOn ? ` – ${formatDay(event.endsOn, language)}` : ''}
              {event.confounds ? ` · ${t('uptake.confounds')}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function CompletedPanel({ service }: { service: Service }) {
  const t = useWords();
  const language = useLanguage();
  const [ours] = service.offices;
  if (!ours || !isKnown(ours)) {
    return (
      <Panel title={t('service.completed')}>
        <Text mt="xs">{t('service.oursNone', { office: ours?.name ?? '' })}</Text>
      </Panel>
    );
  }
  const days = `${formatDay(service.from, language)} – ${formatDay(service.to, language)}`;
  // Where the types are told apart the whole is what they stand on each other for; where not, it is its own bar.
  const parts = (measure: 'completed' | 'held') => {
    const values = (type: ServedType) =>
      ours.months.map((month) => {
        const isApart = (['electronic', 'ordinary'] as const).some(
          (each) => (figureOf(month, each)?.[measure] ?? null) !== null,
        );
        return type === 'all' && isApart ? null : (figureOf(month, type)?.[measure] ?? null);
      });
    return [
      { id: 'electronic', colour: 'var(--electronic)', values: values('electronic') },
      { id: 'ordinary', colour: 'var(--ordinary)', values: values('ordinary') },
      { id: 'all', colour: 'var(--ink-soft)', values: values('all') },
    ];
  };
  const completed = parts('completed');
  const shownTypes = completed.filter((part, index) =>
    [part, parts('held')[index]].some((each) => each?.values.some((value) => value !== null)),
  );
  const found = servedTypes.flatMap((type) => {
    const last = lastKnown(ours.months, type, ({ heldShare }) => heldShare !== null);
    return last ? [{ type, ...last }] : [];
  });
  return (
    <Panel title={t('service.completed')}>
      {found.length === 0 ? (
        <Text mt="xs">{t('service.heldUnknown')}</Text>
      ) : (
        <ul className="plain">
          {found.map(({ type, month, figure }) => (
            <li key={type}>
              {t('service.heldIn', { month: formatMonth(month.from, language), type: t(`service.types.${type}`) })}{' '}
              {heldInWords(figure, t, language)}
            </li>
          ))}
        </ul>
      )}
      <div
        style={{ display: 'flex', flexWrap: 'wrap', gap: '0.3rem 1.2rem', fontSize: '0.85rem', marginTop: '0.7rem' }}
      >
        {shownTypes.map(({ id, colour }) => (
          <span key={id}>
            <span className="swatch" style={{ background: colour }} />
            {t(`service.types.${id as ServedType}`)}
          </span>
        ))}
      </div>
      <ChartFrame
        name={t('service.completedChart', { days })}
        title={`${t('service.completed')}, ${ours.name}, ${days}`}
        fileName={`tilik-${service.office}-layanan-selesai-${service.from}-${service.to}`}
        footnote={service.sample ? `${t('app.sample')}.` : undefined}
        csv={csvOf(service)}
        table={<CompletedTable office={ours} />}
      >
        <MonthBarsChart
          months={ours.months.map(({ month, from, state }) => ({ month, from, isRunning: state === 'unfinished' }))}
          pictures={[
            { id: 'completed', heading: t('service.completedHeading'), height: 150, parts: completed },
            { id: 'held', heading: t('service.heldHeading'), height: 90, parts: parts('held') },
          ]}
          tickName={(value) => formatShort(value, language)}
        />
      </ChartFrame>
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('service.heldNote')} {t('service.barNote')}
      </Text>
    </Panel>
  );
}

function BesideUptakePanel({ service, events }: { service: Service; events: readonly ProgrammeEvent[] }) {
  const t = useWords();
  const language = useLanguage();
  const [ours] = service.offices;
  const months = ours?.months ?? [];
  const uptake = useQuery(
    uptakeQuery({ office: service.office, from: service.from, to: service.to, grain: 'month' }, language),
  );
  const type = typeShown(undefined, months);
  const days = `${formatDay(service.from, language)} – ${formatDay(service.to, language)}`;
  const [waiting] = waitingSeries(ours ? [ours] : [], type, 'median');
  const shares = months.map(({ month }) => uptake.data?.periods.find(({ period }) => period === month));
  const shareLine = {
    id: 'share',
    name: t('uptake.shareShort'),
    colour: 'var(--electronic)',
    points: shares.map((period) => ({
      value: period?.uptake.kind === 'share' ? period.uptake.share : null,
      isRunning: period?.state === 'unfinished',
      reach: period?.uptake.kind === 'share' ? { from: period.uptake.low, to: period.uptake.high } : undefined,
    })),
  };
  const numbered = numberedEvents(events, months);
  return (
    <Panel title={t('service.together.title')}>
      <Text mt="xs" maw={820}>
        {togetherSentences(service, t, language).join(' ')}
      </Text>
      {uptake.isError ? (
        <Failed error={uptake.error} retry={() => void uptake.refetch()} />
      ) : uptake.isPending || !waiting ? (
        <Loading height={360} />
      ) : (
        <ChartFrame
          name={t('service.together.chart', { days })}
          title={`${t('service.together.title')}, ${ours?.name ?? ''}, ${days}`}
          fileName={`tilik-${service.office}-layanan-dan-minat-${service.from}-${service.to}`}
          footnote={service.sample ? `${t('app.sample')}.` : undefined}
          csv={[
            ['month', 'waiting_days_median', 'uptake_share'],
            ...months.map(({ month }, index) => [
              month,
              waiting.points[index]?.value ?? null,
              shareLine.points[index]?.value ?? null,
            ]),
          ]}
          table={
            <ScrollTable name={t('service.together.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('service.month')}</th>
                  <th scope="col" className="end">
                    {t('service.together.waitingHeading', { type: t(`service.types.${type}`) })}
                  </th>
                  <th scope="col" className="end">
                    {t('uptake.shareTitle')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {months.map(({ month, from }, index) => {
                  const wait = waiting.points[index]?.value ?? null;
                  const share = shareLine.points[index]?.value ?? null;
                  return (
                    <tr key={month}>
                      <th scope="row">{formatMonth(from, language)}</th>
                      <td className="end">{wait === null ? '–' : daysInWords(wait, language)}</td>
                      <td className="end">{share === null ? '–' : formatShare(share, language)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </ScrollTable>
          }
        >
          <Text size="sm" fw={600} data-chart-heading>
            {t('service.together.waitingHeading', { type: t(`service.types.${type}`) })}
          </Text>
          <MonthLinesChart
            months={months}
            series={[{ ...waiting, short: undefined, name: t('service.together.waitingShort') }]}
            marks={numbered}
            height={170}
            tickName={(value) => daysInWords(value, language)}
            hasMonthNames={false}
            right={nameRoom}
          />
          <Text size="sm" fw={600} mt={4} data-chart-heading>
            {t('uptake.shareTitle')}
          </Text>
          <MonthLinesChart
            months={months}
            series={[shareLine]}
            marks={numbered.map((mark) => ({ ...mark, label: '' }))}
            height={180}
            tickName={(value) => formatShare(value, language, 0)}
            right={nameRoom}
          />
        </ChartFrame>
      )}
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('service.together.note')}
      </Text>
    </Panel>
  );
}

/** Room for the names at the right, the same in both pictures, so that their months stand below each other. */
const nameRoom = 150;

/** For those who may write what the office says of a month. */
function MonthForm(given: { office: string; officeName: string; today: string }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const [isOpen, { toggle }] = useDisclosure(false);
  const asked = useQuery({
    ...recordsQuery('processing', { office: given.office, from: given.today, to: given.today }),
    enabled: may('writeRecords'),
  });
  if (!asked.data?.mayWrite) return null;
  return (
    <Panel
      title={t('service.form.title')}
      actions={
        <Button variant="default" aria-expanded={isOpen} onClick={toggle}>
          {t(isOpen ? 'service.form.close' : 'service.form.open')}
        </Button>
      }
    >
      <Text size="sm" className="soft" mt={4}>
        {t('service.form.orFile')}{' '}
        <Link to="/data" search={{ lang: language === 'id' ? undefined : language }}>
          {t('app.data')}
        </Link>
      </Text>
      {isOpen ? <ProcessingMonthForm key={given.office} {...given} /> : null}
    </Panel>
  );
}
