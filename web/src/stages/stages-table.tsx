import './stages.css';
import { type Language, stages } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { formatCount } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { figureName, rateText, type StageCell, stageCell, stageCodes } from './cells.ts';
import type { ChannelStages, Stages } from './queries.ts';

const channelName = ({ nameId, nameEn }: ChannelStages, language: Language): string =>
  language === 'en' ? nameEn : nameId;

/** Channels as rows, the four stages after what was done as columns, and under each figure its rate to an earlier stage. */
export function StagesTable({
  name,
  channels,
  amec,
}: {
  name: string;
  channels: readonly ChannelStages[];
  amec: Stages['amec'];
}) {
  const t = useWords();
  const language = useLanguage();
  return (
    <ScrollTable name={name}>
      <thead>
        <tr>
          <th scope="col">{t('channels.name')}</th>
          {stageCodes.map((stage) => (
            <th scope="col" key={stage}>
              {stages[stage].label[language]}
              <span className="stage-amec">
                <span className="hidden">{t('stages.amec')}: </span>
                <span lang="en">{t(`stages.amecWords.${amec[stage]}`)}</span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map((channel) => (
          <tr key={channel.channel} className="stage-row">
            <th scope="row">{channelName(channel, language)}</th>
            {stageCodes.map((stage) => (
              <td key={stage}>
                <Cell
                  cell={stageCell(channel, stage)}
                  about={`${channelName(channel, language)}, ${stages[stage].label[language]}`}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Cell({ cell: { lead, totals, rates }, about }: { cell: StageCell; about: string }) {
  const t = useWords();
  const language = useLanguage();
  if (!lead) return <span className="soft">{t('stages.notReported')}</span>;
  const inWords = (value: number | null) => (value === null ? t('stages.notAdditive') : formatCount(value, language));
  const units = (count: number, unit: 'days' | 'months' | 'activities') => t(`stages.units.${unit}`, { count });
  const nameOf = (figure: typeof lead.figure) => figureName(figure, language, t);
  return (
    <div className="stage-cell numbers">
      <div className={lead.value === null ? 'soft' : 'stage-value'}>{inWords(lead.value)}</div>
      <div className="soft stage-small">{nameOf(lead.figure)}</div>
      {rates.map((rate) => {
        const text = rateText(rate, language, t);
        return text === undefined ? null : (
          <div key={`${rate.of} ${rate.per}`} className="stage-rate">
            {rate.of === lead.figure || rate.people === 'same' ? null : `${nameOf(rate.of)}: `}
            {text}
            {rate.people === 'other' && rate.multiple > 1 ? (
              <>
                <span aria-hidden="true"> ≠</span>
                <span className="hidden"> ({t('stages.notSame')})</span>
              </>
            ) : null}
          </div>
        );
      })}
      <details className="stage-small">
        <summary>
          {t('stages.details')}
          <span className="hidden">: {about}</span>
        </summary>
        <ul className="plain">
          {totals.map(({ figure, value, origin, reported, unit }) => (
            <li key={`${figure} ${origin}`}>
              {nameOf(figure)}: <strong>{inWords(value)}</strong>{' '}
              <span className="soft">
                ({t('stages.reported', { origin: t(`stages.origins.${origin}`), units: units(reported, unit) })})
              </span>
            </li>
          ))}
          {rates.map((rate) => (
            <li key={`${rate.of} ${rate.per}`}>
              {t('stages.arithmetic', {
                of: nameOf(rate.of),
                per: nameOf(rate.per),
                numerator: formatCount(rate.numerator, language),
                denominator: formatCount(rate.denominator, language),
                units: units(rate.matched, rate.matchedUnit),
              })}{' '}
              <span className="soft">
                {t(`stages.reasons.${rate.reason}`)} {rate.note ? t(`stages.notes.${rate.note}`) : ''}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
