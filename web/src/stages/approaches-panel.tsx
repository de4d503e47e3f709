import './stages.css';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { approaches, stages } from '@tilik/server/client';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDay, formatMonth, formatRupiah } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { costText, figureName, inSentence, stageCodes } from './cells.ts';
import { type ApproachCampaign, type Approaches, type ApproachSide, approachesQuery } from './queries.ts';

/** Diseminasi beside sosialisasi on the same measures, with what each cost. */
export function ApproachesPanel({
  window,
  nameOf,
}: {
  window: { readonly office?: string | undefined; readonly from: string; readonly to: string };
  nameOf: (channel: string) => string;
}) {
  const t = useWords();
  const asked = useQuery(approachesQuery(window));
  return (
    <Panel title={t('stages.approaches.title')}>
      {asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Loading height={420} />
      ) : asked.data.campaigns.length === 0 ? (
        <Text size="sm" mt="xs">
          {t('stages.approaches.none')}
        </Text>
      ) : (
        <Compared data={asked.data} nameOf={nameOf} />
      )}
    </Panel>
  );
}

function Compared({ data, nameOf }: { data: Approaches; nameOf: (channel: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const campaignName = (id: string) => {
    const campaign = data.campaigns.find((each) => each.id === id);
    return campaign ? (language === 'en' ? (campaign.nameEn ?? campaign.name) : campaign.name) : id;
  };
  const names = (ids: readonly string[]) => ids.map(campaignName).join(', ');
  const running = data.approaches.flatMap((side) => side.running);
  const label = (side: ApproachSide) => approaches[side.approach].label[language];
  const missing = <span className="soft">{t('stages.notReported')}</span>;
  const csv = new URLSearchParams({ office: data.office, from: data.from, to: data.to });
  const rows: { name: ReactNode; key: string; cell: (side: ApproachSide) => ReactNode }[] = [
    {
      key: 'campaigns',
      name: t('stages.approaches.campaigns'),
      cell: ({ campaigns }) => formatCount(campaigns.length, language),
    },
    {
      key: 'days',
      name: t('stages.approaches.days'),
      cell: ({ days, campaignDays, sharedDays }) => (
        <>
          {formatCount(days, language)}
          <span className="stage-note">
            {t('stages.approaches.daysNote', {
              total: formatCount(campaignDays, language),
              shared: formatCount(sharedDays, language),
            })}
          </span>
        </>
      ),
    },
    {
      key: 'channels',
      name: t('stages.approaches.channels'),
      cell: ({ channels }) => (channels.length === 0 ? missing : channels.map(nameOf).join(', ')),
    },
    {
      key: 'activities',
      name: t('stages.approaches.activities'),
      cell: ({ own }) => formatCount(own.activities, language),
    },
    ...stageCodes
      .filter((stage) => stage !== 'use')
      .map((stage) => ({
        key: stage,
        name: stages[stage].label[language],
        cell: (side: ApproachSide) => (
          <>
            <Figures list={side.stages[stage]} nameOf={nameOf} />
            {side.own.activities > 0 && side.own.stages[stage].length > 0 ? (
              <>
                <span className="stage-note">{t('stages.approaches.own')}:</span>
                <Figures list={side.own.stages[stage]} nameOf={nameOf} />
              </>
            ) : null}
          </>
        ),
      })),
    {
      key: 'declared',
      name: t('stages.approaches.declared'),
      cell: ({ declared }) =>
        declared.applicants === null ? (
          missing
        ) : (
          <>
            <strong>{formatCount(declared.applicants, language)}</strong>
            <span className="stage-note">{t('stages.approaches.declaredNote', { count: declared.months.length })}</span>
          </>
        ),
    },
    {
      key: 'money',
      name: t('stages.approaches.money'),
      cell: (side) => <Money money={side.money} hasCampaigns={side.campaigns.length > 0} names={names} />,
    },
    {
      key: 'costs',
      name: t('stages.approaches.costs'),
      cell: ({ costs }) => (
        <>
          {costs.rupiah === null ? missing : formatRupiah(costs.rupiah, language)}
          {costs.activities === 0 ? null : (
            <span className="stage-note">
              {t('stages.approaches.costsNote', {
                known: formatCount(costs.withCost, language),
                all: formatCount(costs.activities, language),
              })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'costPerDeclared',
      name: (
        <>
          {t('stages.approaches.costPerDeclared')}
          <span className="stage-note">{t('stages.approaches.costPerDeclaredNote')}</span>
        </>
      ),
      cell: (side) => <PerDeclared side={side} />,
    },
  ];
  return (
    <>
      <Text mt={4} maw={820}>
        {data.approaches
          .map((side) =>
            t('stages.approaches.lead', {
              count: side.campaigns.length,
              approach: inSentence(label(side), language),
              days: side.days,
            }),
          )
          .join('; ')}
        .
      </Text>
      <Text size="sm" className="soft" mt={4} mb="sm" maw={820}>
        {t('stages.approaches.explain')}
        {running.length > 0 ? ` ${t('stages.approaches.running', { names: names(running) })}` : ''}
      </Text>
      <ScrollTable name={t('stages.approaches.title')}>
        <thead>
          <tr>
            <th scope="col">{t('stages.approaches.measure')}</th>
            {data.approaches.map((side) => (
              <th scope="col" key={side.approach}>
                {label(side)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cell }) => (
            <tr key={key}>
              <th scope="row" style={{ whiteSpace: 'normal', minWidth: '9rem', maxWidth: '15rem' }}>
                {name}
              </th>
              {data.approaches.map((side) => (
                <td key={side.approach} className="numbers" style={{ minWidth: '13rem' }}>
                  {cell(side)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <h3 className="stage-heading">{t('stages.approaches.perCampaign')}</h3>
      <Campaigns list={data.campaigns} names={names} campaignName={campaignName} />
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('stages.approaches.additionalNote')}
      </Text>
      <Text size="sm" mt="sm">
        <a href={`/api/v1/approaches.csv?${csv}`} download>
          {t('stages.approaches.csv')}
        </a>
      </Text>
    </>
  );
}

/** Figures of one stage, each with the channels that it is of. */
function Figures({ list, nameOf }: { list: ApproachSide['stages']['output']; nameOf: (channel: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  if (list.length === 0) return <span className="soft">{t('stages.notReported')}</span>;
  return (
    <ul className="stage-figures">
      {list.map(({ figure, value, origin, reported, unit, channels }) => (
        <li key={`${figure} ${unit}`}>
          {figureName(figure, language, t)}:{' '}
          {value === null ? (
            <span className="soft">{t('stages.notAdditive')}</span>
          ) : (
            <strong>{formatCount(value, language)}</strong>
          )}{' '}
          <span className="soft stage-small">
            {channels.map(nameOf).join(', ')} (
            {t('stages.reported', {
              origin: t(`stages.origins.${origin}`),
              units: t(`stages.units.${unit === 'days' && channels.length > 1 ? 'channelDays' : unit}`, {
                count: reported,
              }),
            })}
            )
          </span>
        </li>
      ))}
    </ul>
  );
}

function Money({
  money: { rupiah, basis, missing, budgeted },
  hasCampaigns,
  names,
}: {
  money: ApproachSide['money'];
  hasCampaigns: boolean;
  names: (ids: readonly string[]) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  if (!hasCampaigns) return <span className="soft">{t('stages.approaches.noCampaigns')}</span>;
  return (
    <>
      {rupiah === null ? null : <strong>{formatRupiah(rupiah, language)}</strong>}
      <span className="stage-note">
        {t(`stages.approaches.bases.${basis}`, { names: names(basis === 'missing' ? missing : budgeted) })}
      </span>
    </>
  );
}

function PerDeclared({ side: { costPerDeclared, money, declared } }: { side: ApproachSide | ApproachCampaign }) {
  const t = useWords();
  const language = useLanguage();
  if (costPerDeclared.rupiah === null) {
    return (
      <span className="soft">
        {costPerDeclared.reason ? t(`stages.approaches.reasons.${costPerDeclared.reason}`) : '–'}
      </span>
    );
  }
  return (
    <>
      <strong>{formatRupiah(costPerDeclared.rupiah, language)}</strong>
      <span className="stage-note">
        {formatRupiah(money.rupiah ?? 0, language)} ÷ {formatCount(declared.applicants ?? 0, language)}
      </span>
    </>
  );
}

function Campaigns({
  list,
  names,
  campaignName,
}: {
  list: readonly ApproachCampaign[];
  names: (ids: readonly string[]) => string;
  campaignName: (id: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  const lang = language === 'id' ? undefined : language;
  return (
    <ScrollTable name={t('stages.approaches.perCampaign')}>
      <thead className="stage-wrap">
        <tr>
          <th scope="col">{t('stages.approaches.campaign')}</th>
          <th scope="col">{t('stages.approaches.money')}</th>
          <th scope="col">{t('stages.approaches.declared')}</th>
          <th scope="col">{t('stages.approaches.costPerDeclared')}</th>
          <th scope="col">{t('stages.approaches.verdict')}</th>
          <th scope="col">{t('stages.approaches.costPerAdditional')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((campaign) => {
          const { id, effect, costPerAdditional, declared } = campaign;
          const cost = costText(costPerAdditional, language, t);
          const additional = effect?.additional;
          const count = (value: number) => formatCount(Math.round(value), language);
          return (
            <tr key={id}>
              <th scope="row" style={{ whiteSpace: 'normal', minWidth: '12rem' }}>
                <Link to="/kampanye/$id" params={{ id }} search={{ lang }}>
                  {campaignName(id)}
                </Link>
                <span className="stage-note">
                  {approaches[campaign.approach].label[language]}, {formatDay(campaign.from, language)} –{' '}
                  {formatDay(campaign.to, language)} (
                  {campaign.isRunning
                    ? t('stages.approaches.reasons.running')
                    : t('stages.units.days', { count: campaign.days })}
                  )
                </span>
              </th>
              <td className="numbers" style={{ minWidth: '9rem' }}>
                <Money money={campaign.money} hasCampaigns names={names} />
              </td>
              <td className="numbers">
                {declared.applicants === null ? (
                  <span className="soft">{t('stages.notReported')}</span>
                ) : (
                  <>
                    {formatCount(declared.applicants, language)}
                    <span className="stage-note">
                      {declared.months.map((month) => formatMonth(month, language)).join(', ')}
                    </span>
                  </>
                )}
              </td>
              <td className="numbers" style={{ minWidth: '9rem' }}>
                <PerDeclared side={campaign} />
              </td>
              <td className="numbers" style={{ minWidth: '9rem' }}>
                {effect ? t(`effect.verdicts.${effect.verdict}`) : <Reason reason="not-judged" />}
                {additional ? (
                  <span className="stage-note">
                    {t('stages.approaches.additional', {
                      range: t('stages.approaches.range', {
                        estimate: count(additional.estimate),
                        low: count(additional.lower),
                        high: count(additional.upper),
                      }),
                    })}
                  </span>
                ) : null}
              </td>
              <td className="numbers" style={{ minWidth: '12rem' }}>
                {cost ?? (costPerAdditional.reason ? <Reason reason={costPerAdditional.reason} /> : '–')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

function Reason({ reason }: { reason: NonNullable<ApproachCampaign['costPerAdditional']['reason']> }) {
  const t = useWords();
  return <span className="soft">{t(`stages.approaches.reasons.${reason}`)}</span>;
}
