import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatPoints, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Breakdown, Mix } from './queries.ts';

type Names = (group: string) => string;

/** Applicants of each group, which part of all they are, and their share with its interval. */
export function GroupsTable({ name, breakdown, nameOf }: { name: string; breakdown: Breakdown; nameOf: Names }) {
  const t = useWords();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  const share = (uptake: Breakdown['uptake']) =>
    uptake.kind === 'share'
      ? `${formatShare(uptake.share, language)} (${formatShare(uptake.low, language)} – ${formatShare(uptake.high, language)})`
      : t(`uptake.reasons.${uptake.reason}`);
  return (
    <ScrollTable name={name}>
      <thead>
        <tr>
          <th scope="col">{t('audiences.group')}</th>
          <th scope="col" className="end">
            {t('uptake.electronic')}
          </th>
          <th scope="col" className="end">
            {t('uptake.ordinary')}
          </th>
          <th scope="col" className="end">
            {t('uptake.total')}
          </th>
          <th scope="col" className="end">
            {t('audiences.part')}
          </th>
          <th scope="col">{t('uptake.share')}</th>
        </tr>
      </thead>
      <tbody>
        {breakdown.groups.map(({ group, electronic, ordinary, total, part, uptake }) => (
          <tr key={group}>
            <th scope="row">{nameOf(group)}</th>
            <td className="end">{count(electronic)}</td>
            <td className="end">{count(ordinary)}</td>
            <td className="end">{count(total)}</td>
            <td className="end">{part === null ? '–' : formatShare(part, language)}</td>
            <td>{share(uptake)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('audiences.all')}</th>
          <td className="end">{count(breakdown.electronic)}</td>
          <td className="end">{count(breakdown.ordinary)}</td>
          <td className="end">{count(breakdown.total)}</td>
          <td />
          <td>{share(breakdown.uptake)}</td>
        </tr>
      </tbody>
    </ScrollTable>
  );
}

/** What each group adds to the change: by its size, and by its choice. */
export function MixTable({ name, mix, nameOf }: { name: string; mix: Mix; nameOf: Names }) {
  const t = useWords();
  const language = useLanguage();
  const fromTo = (before: number, after: number) =>
    `${formatShare(before, language)} → ${formatShare(after, language)}`;
  return (
    <ScrollTable name={name}>
      <thead>
        <tr>
          <th scope="col">{t('audiences.group')}</th>
          <th scope="col" className="end">
            {t('audiences.part')}
          </th>
          <th scope="col" className="end">
            {t('uptake.share')}
          </th>
          <th scope="col" className="end">
            {t('audiences.parts.mix')}
          </th>
          <th scope="col" className="end">
            {t('audiences.parts.choice')}
          </th>
        </tr>
      </thead>
      <tbody>
        {mix.groups.map((part) => (
          <tr key={part.group}>
            <th scope="row">{nameOf(part.group)}</th>
            <td className="end">{fromTo(part.partBefore, part.partAfter)}</td>
            <td className="end">{fromTo(part.shareBefore, part.shareAfter)}</td>
            <td className="end">{formatPoints(part.mix, language, 2)}</td>
            <td className="end">{formatPoints(part.choice, language, 2)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('audiences.all')}</th>
          <td />
          <td className="end">{fromTo(mix.before.share, mix.after.share)}</td>
          <td className="end">{formatPoints(mix.mix, language, 2)}</td>
          <td className="end">{formatPoints(mix.choice, language, 2)}</td>
        </tr>
      </tbody>
    </ScrollTable>
  );
}
