import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { aboutQuery } from '../about.ts';
import { CampaignForm } from '../campaigns/campaign-form.tsx';
import { copyOf, emptyCampaign } from '../campaigns/form.ts';
import { useLanguage, useWords } from '../language.ts';
import { historyQuery, recordsQuery } from '../records/queries.ts';
import { useUndoToast } from '../records/undo-toast.tsx';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';

const newRoute = getRouteApi('/kampanye/baru');
const editRoute = getRouteApi('/kampanye/$id/ubah');

/** A campaign to be planned, from nothing or as another one was. */
export function NewCampaignPage(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const { copy, ...search } = newRoute.useSearch();
  const navigate = newRoute.useNavigate();
  const undoToast = useUndoToast();
  const about = useQuery(aboutQuery);
  const list = useQuery(recordsQuery('campaigns', { office: search.office }));
  const rows = list.data?.rows ?? [];
  const copied = rows.find(({ fields }) => fields.campaign === copy)?.fields;
  const nameOf = (fields: (typeof rows)[number]['fields']) =>
    String((language === 'en' ? fields.name_en : null) ?? fields.name);
  return (
    <Stack gap="lg">
      <div>
        <Link to="/kampanye" search={search} className="back">
          ← {t('campaigns.back')}
        </Link>
        <Title order={1} size="h2" mt={4}>
          {t('campaigns.form.new')}
        </Title>
      </div>
      {about.isError || list.isError ? (
        <Failed
          error={about.error ?? list.error ?? new Error()}
          retry={() => void Promise.all([about.refetch(), list.refetch()])}
        />
      ) : about.isPending || list.isPending ? (
        <Loading height={640} />
      ) : !may('writeRecords') ? (
        <Text>{t('campaigns.form.notYours')}</Text>
      ) : (
        <Panel title={t('campaigns.form.what')}>
          <Stack gap="md" mt="sm">
            {rows.length > 0 ? (
              <NativeSelect
                maw={820}
                label={t('campaigns.form.copy')}
                description={t('campaigns.form.copyNote')}
                descriptionProps={{ style: { color: 'var(--ink-soft)' } }}
                value={copied ? String(copy) : ''}
                data={[
                  { value: '', label: t('campaigns.form.copyNone') },
                  ...rows.toReversed().map(({ fields }) => ({
                    value: String(fields.campaign),
                    label: `${nameOf(fields)} · ${formatDay(String(fields.planned_from ?? fields.started), language)}`,
                  })),
                ]}
                onChange={({ currentTarget: { value } }) =>
                  void navigate({ search: { ...search, copy: value === '' ? undefined : value }, resetScroll: false })
                }
              />
            ) : null}
            <CampaignForm
              key={copy ?? ''}
              about={about.data}
              was={null}
              begins={copied ? copyOf(copied, about.data.today) : emptyCampaign(search.office)}
              roles={rolesIn(rows)}
              onSaved={(id, importId) => {
                if (importId !== null) undoToast(t('campaigns.form.saved'), importId);
                void navigate({ to: '/kampanye/$id', params: { id }, search });
              }}
              onLeave={() => void navigate({ to: '/kampanye', search })}
            />
          </Stack>
        </Panel>
      )}
    </Stack>
  );
}

const rolesIn = (rows: readonly { fields: Record<string, unknown> }[]): string[] =>
  rows.flatMap(({ fields }) => (typeof fields.person_in_charge === 'string' ? [fields.person_in_charge] : []));

/** A campaign to be changed. */
export function EditCampaignPage(): ReactElement {
  const t = useWords();
  const may = useMay();
  const { id } = editRoute.useParams();
  const search = editRoute.useSearch();
  const navigate = editRoute.useNavigate();
  const undoToast = useUndoToast();
  const about = useQuery(aboutQuery);
  // What the form is opened with is what is there now, not what was looked at earlier.
  const own = useQuery({ ...historyQuery('campaigns', [id]), staleTime: 0, refetchOnWindowFocus: false, gcTime: 0 });
  const list = useQuery(recordsQuery('campaigns', { office: search.office }));
  const toCampaign = () => void navigate({ to: '/kampanye/$id', params: { id }, search });
  return (
    <Stack gap="lg">
      <div>
        <Link to="/kampanye/$id" params={{ id }} search={search} className="back">
          ← {String(own.data?.fields?.name ?? t('campaigns.one'))}
        </Link>
        <Title order={1} size="h2" mt={4}>
          {t('campaigns.form.edit')}
        </Title>
      </div>
      {about.isError || own.isError ? (
        <Failed
          error={about.error ?? own.error ?? new Error()}
          retry={() => void Promise.all([about.refetch(), own.refetch()])}
        />
      ) : about.isPending || own.isPending ? (
        <Loading height={640} />
      ) : !may('writeRecords') || own.data.fields === null ? (
        <Text>{t(own.data.fields === null ? 'campaigns.removed' : 'campaigns.form.notYours')}</Text>
      ) : (
        <Panel title={String(own.data.fields.name)}>
          <div style={{ marginTop: '0.8rem' }}>
            <CampaignForm
              about={about.data}
              was={own.data.fields}
              begins={own.data.fields}
              roles={rolesIn(list.data?.rows ?? [])}
              onSaved={(_, importId) => {
                if (importId !== null) undoToast(t('campaigns.form.saved'), importId);
                toCampaign();
              }}
              onLeave={toCampaign}
            />
          </div>
        </Panel>
      )}
    </Stack>
  );
}
