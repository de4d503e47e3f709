import { useQuery } from '@tanstack/react-query';
import type { Language } from '@tilik/server/client';
import { campaignsQuery } from '../campaigns/queries.ts';
import { recordsQuery } from '../records/queries.ts';
import { useMay } from '../session.ts';
import type { Choice } from '../ui/choices.ts';

/** Days before and after everything that an office ever ran. */
const always = { from: '2000-01-01', to: '2100-12-31' };

/**
 * The campaigns of an office, planned ones among them; the latest first. Whoever reads figures alone is shown those that
 * began.
 */
export function useCampaigns(office: string | undefined, language: Language): readonly Choice[] {
  const readsPlans = useMay()('seeEvidence');
  const records = useQuery({ ...recordsQuery('campaigns', { office }), enabled: readsPlans });
  const begun = useQuery({ ...campaignsQuery({ office, ...always }), enabled: !readsPlans });
  const name = (nameId: string, nameEn: string | null) => (language === 'en' ? (nameEn ?? nameId) : nameId);
  const all = readsPlans
    ? (records.data?.rows ?? []).map(({ fields }) => ({
        id: String(fields.campaign),
        name: name(String(fields.name), fields.name_en ? String(fields.name_en) : null),
      }))
    : (begun.data?.campaigns ?? []).map(({ id, name: nameId, nameEn }) => ({ id, name: name(nameId, nameEn) }));
  return all.toReversed();
}
