import { MultiSelect, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { IntervalPlot } from '../channels/interval-plot.tsx';
import { type Inquiries, inquiriesCsv, inquiriesQuery } from '../inquiries/queries.ts';
import { QuickForm } from '../inquiries/quick-form.tsx';
import { topicSeries } from '../inquiries/series.ts';
import { ChannelsTable, Mismatches, PeriodsTable, RisingTopics, TopicsTable } from '../inquiries/tables.tsx';
import { TopicsChart } from '../inquiries/topics-chart.tsx';
import type { InquirySearch } from '../inquiries/view.ts';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { useMay, useSession } from '../session.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatCount, formatDay, formatShare } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { grains, viewOf, windowOf } from './view.ts';
import { WindowFields } from './window-fields.tsx';

const route = getRouteApi('/pertanyaan');

/** Pertanyaan: what does the public still not know? */
export function InquiriesPage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('inquiries.title')} lead={t('inquiries.lead')} />
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
  const may = useMay();
  const ownOffice = useSession()?.actor?.officeId ?? null;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: InquirySearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const view = viewOf(search);
  const office = about.offices.find(({ id }) => id === (search.office ?? ownOffice)) ?? about.offices[0];
  const span = windowOf(view, about.today, office?.reportedFrom ?? null);
  const asked = { office: office?.id, ...span, grain: view.grain, channels: view.channels };
  const inquiries = useQuery(inquiriesQuery(asked, language));
  const channelName = (code: string) => {
    const channel = about.channels.find(({ id }) => id === code);
    return channel ? (language === 'id' ? channel.nameId : channel.nameEn) : code;
  };
  return (
    <>
      {may('noteInquiry') && (ownOffice === null || ownOffice === office?.id) ? (
        <Panel title={t('inquiries.form')}>
          <QuickForm key={office?.id} about={about} office={office?.id} />
        </Panel>
      ) : null}
      <form aria-label={t('filter.label')} className="filters no-print" onSubmit={(event) => event.preventDefault()}>
        <WindowFields
          about={about}
          office={office?.id}
          usualOffice={ownOffice ?? about.offices[0]?.id}
          period={view.period}
          usual="24m"
          span={span}
          onChange={change}
        />
        <NativeSelect
          label={t('filter.grain')}
          value={view.grain}
          data={grains.map((value) => ({ value, label: t(`filter.grains.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            change({ grain: value === 'month' ? undefined : (value as (typeof grains)[number]) })
          }
        />
        <MultiSelect
          label={t('filter.channels')}
          placeholder={view.channels.length === 0 ? t('filter.allChannels') : ''}
          value={[...view.channels]}
          data={about.channels.map(({ id }) => ({ value: id, label: channelName(id) }))}
          onChange={(channels) => change({ channels: channels.length === 0 ? undefined : channels.join(',') })}
          clearable
        />
      </form>
      <Text className="soft">
        {t('overview.window', {
          office: office?.name ?? '',
          from: formatDay(span.from, language),
          to: formatDay(span.to, language),
        })}
      </Text>
      {inquiries.isError ? (
        <Failed error={inquiries.error} retry={() => void inquiries.refetch()} />
      ) : inquiries.isPending ? (
        <Loading height={640} />
      ) : (
        <Answer inquiries={inquiries.data} csv={inquiriesCsv(asked)} channelName={channelName} />
      )}
    </>
  );
}

function Answer({
  inquiries,
  csv,
  channelName,
}: {
  inquiries: Inquiries;
  csv: string;
  channelName: (channel: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  const { nameOf: topicName } = useProgrammeWords('topics');
  const series = topicSeries(
    inquiries.periods,
    inquiries.byTopic.map(({ topic }) => topic),
  );
  const days = `${formatDay(inquiries.from, language)} – ${formatDay(inquiries.to, language)}`;
  const footnote = inquiries.sample ? `${t('app.sample')}.` : undefined;
  const isNothing = inquiries.total.received === null;
  if (isNothing) {
    return (
      <Panel title={t('inquiries.asked')}>
        <Text mt="xs" maw={720}>
          {inquiries.words.join(' ')} {t('inquiries.fillIn')}
        </Text>
      </Panel>
    );
  }
  const shown = inquiries.byTopic
    .flatMap(({ topic, received, share }) => (share && received !== null ? [{ topic, received, share }] : []))
    .toSorted((one, other) => other.share.share - one.share.share);
  return (
    <>
      <Panel title={t('inquiries.asked')}>
        <Text mt="xs" maw={820}>
          {inquiries.words.join(' ')}
        </Text>
        {shown.length > 0 ? (
          <ChartFrame
            name={t('inquiries.askedChart')}
            title={`${t('inquiries.asked')}, ${days}`}
            fileName={`tilik-${inquiries.office}-pertanyaan-topik-${inquiries.from}-${inquiries.to}`}
            footnote={footnote}
            csv={[
              ['topic', 'received', 'share', 'share_low', 'share_high'],
              ...shown.map(({ topic, received, share }) => [topic, received, share.share, share.low, share.high]),
            ]}
            table={<TopicsTable inquiries={inquiries} topicName={topicName} />}
          >
            <IntervalPlot
              rows={shown.map(({ topic, received, share }) => ({
                key: topic,
                label: topicName(topic),
                note: `${formatShare(share.share, language)} (${formatShare(share.low, language)} – ${formatShare(share.high, language)}) · ${formatCount(received, language)}`,
                interval: { point: share.share, low: share.low, high: share.high },
                isHollow: topic === 'other',
              }))}
              axisName={t('inquiries.shareAxis')}
              tickName={(value) => formatShare(value, language, 0)}
            />
          </ChartFrame>
        ) : (
          <TopicsTable inquiries={inquiries} topicName={topicName} />
        )}
        <Text size="sm" className="soft" mt="xs" maw={820}>
          {t('inquiries.shareNote')}
        </Text>
      </Panel>
      <Panel title={t('inquiries.rising')}>
        <RisingTopics inquiries={inquiries} topicName={topicName} />
      </Panel>
      <Panel title={t('inquiries.overTime')}>
        <Text size="sm" className="soft" mt={4}>
          {t('inquiries.overTimeNote')}
        </Text>
        <ChartFrame
          name={t('inquiries.overTimeChart', {
            from: formatDay(inquiries.from, language),
            to: formatDay(inquiries.to, language),
          })}
          title={`${t('inquiries.overTime')}, ${days}`}
          fileName={`tilik-${inquiries.office}-pertanyaan-${inquiries.from}-${inquiries.to}`}
          footnote={footnote}
          csv={csv}
          table={<PeriodsTable inquiries={inquiries} topicName={topicName} />}
        >
          <TopicsChart series={series} grain={inquiries.grain} topicName={topicName} />
        </ChartFrame>
      </Panel>
      <Panel title={t('inquiries.perChannel')}>
        <ChannelsTable inquiries={inquiries} channelName={channelName} />
        <Text size="sm" className="soft" mt="xs" maw={820}>
          {t('inquiries.waitingNote')}
        </Text>
        <Mismatches inquiries={inquiries} topicName={topicName} channelName={channelName} />
      </Panel>
    </>
  );
}
