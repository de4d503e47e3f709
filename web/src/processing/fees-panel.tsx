import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { passportTypes } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay, formatRupiah } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Service } from './queries.ts';
import { feeSentences } from './wording.ts';

/** Tarif: what a passport costs, since when, and where that is known from; the latest step first. */
export function FeesPanel({ service }: { service: Service }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const isCurrent = (fee: Service['fees'][number]) =>
    service.currentFees.some(
      (pair) =>
        pair.validityYears === fee.validityYears &&
        (fee.type === 'electronic' ? pair.electronic : fee.type === 'ordinary' ? pair.ordinary : null)?.startsOn ===
          fee.startsOn,
    );
  return (
    <Panel
      title={t('service.fees.title')}
      actions={
        may('writeRecords') ? (
          <Link to="/pengaturan" search={{ lang: language === 'id' ? undefined : language, tab: 'tarif' }}>
            {t('service.fees.edit')}
          </Link>
        ) : undefined
      }
    >
      {service.fees.length === 0 ? (
        <Text mt="xs">{t('service.fees.none')}</Text>
      ) : (
        <>
          <ul className="plain" style={{ maxWidth: 820 }}>
            {feeSentences(service, t, language).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <div style={{ marginTop: '0.8rem' }}>
            <ScrollTable name={t('service.fees.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('service.fees.starts')}</th>
                  <th scope="col">{t('service.type')}</th>
                  <th scope="col" className="end">
                    {t('service.fees.years')}
                  </th>
                  <th scope="col" className="end">
                    {t('service.fees.rupiah')}
                  </th>
                  <th scope="col">{t('service.fees.reference')}</th>
                </tr>
              </thead>
              <tbody>
                {service.fees.toReversed().map((fee) => (
                  <tr key={`${fee.type} ${fee.validityYears} ${fee.startsOn}`}>
                    <th scope="row">
                      {formatDay(fee.startsOn, language)}
                      {isCurrent(fee) ? <span className="soft"> · {t('service.fees.current')}</span> : null}
                    </th>
                    <td>{passportTypes[fee.type].label[language]}</td>
                    <td className="end">{fee.validityYears}</td>
                    <td className="end">{formatRupiah(fee.rupiah, language)}</td>
                    <td>{fee.reference ?? t('service.fees.noReference')}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </div>
          <Text size="sm" className="soft" mt="xs">
            {t('service.fees.note', { day: formatDay(service.to, language) })}
          </Text>
        </>
      )}
    </Panel>
  );
}
