import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatRupiah } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { costsQuery } from './queries.ts';

/** What a campaign was given and what it cost. What nobody wrote down is not zero. */
export function CampaignCosts({ id }: { id: string }) {
  const t = useWords();
  const language = useLanguage();
  const costs = useQuery(costsQuery(id));
  if (costs.isError) return <Failed error={costs.error} retry={() => void costs.refetch()} />;
  if (costs.isPending) return <Loading height={140} />;
  const { budgetRupiah, spendingRupiah, overBudgetRupiah, activities, activitiesCosted, activitiesRupiah } = costs.data;
  const { activityDays, perActivityDayRupiah } = costs.data;
  const rupiah = (amount: number | null) =>
    amount === null ? t('campaigns.notStated') : formatRupiah(amount, language);
  const facts = [
    [t('campaigns.budget'), rupiah(budgetRupiah)],
    [t('campaigns.fields.spending'), rupiah(spendingRupiah)],
    [t('campaigns.costs.activityDays'), formatCount(activityDays, language)],
    [t('campaigns.costs.perDay'), rupiah(perActivityDayRupiah)],
    [t('campaigns.costs.ofActivities'), rupiah(activitiesRupiah)],
  ];
  return (
    <Panel title={t('campaigns.costs.title')}>
      <dl className="effect-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" className="soft" mt="sm" maw={820}>
        {overBudgetRupiah === null
          ? null
          : overBudgetRupiah === 0
            ? `${t('campaigns.costs.asBudgeted')} `
            : `${t(overBudgetRupiah > 0 ? 'campaigns.costs.over' : 'campaigns.costs.under', { amount: formatRupiah(Math.abs(overBudgetRupiah), language) })} `}
        {perActivityDayRupiah === null ? t('campaigns.costs.noPerDay') : t('campaigns.costs.perDayNote')}{' '}
        {activities > 0 ? t('campaigns.costs.costed', { costed: activitiesCosted, count: activities }) : null}
      </Text>
    </Panel>
  );
}
