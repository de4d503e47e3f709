import { Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { aboutQuery } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { codeOf, namesIn } from './codes.ts';
import { keepOffice, type OfficeKept, officesQuery } from './queries.ts';

/** The zones of Indonesia, and that of an office that lies elsewhere. */
const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** Kantor: ours and those it is compared with, and the names by which a file may call them. */
export function OfficesSettings() {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const cache = useQueryClient();
  const offices = useQuery(officesQuery);
  const [edited, setEdited] = useState<{ office?: OfficeKept }>();
  return (
    <Panel
      title={t('lists.offices')}
      actions={
        may('keepOffice') && !edited ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({})}>
            {t('lists.addOffice')}
          </Button>
        ) : undefined
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('lists.officesLead')}{' '}
        <Link to="/data/entri" search={{ lang: language === 'id' ? undefined : language }}>
          {t('entry.title')}
        </Link>
      </Text>
      {edited ? (
        <OfficeForm
          key={edited.office?.id ?? ''}
          office={edited.office}
          onClose={() => setEdited(undefined)}
          onDone={async () => {
            await cache.invalidateQueries({ queryKey: ['offices'] });
            await cache.invalidateQueries(aboutQuery);
            setEdited(undefined);
          }}
        />
      ) : null}
      {offices.isError ? (
        <Failed error={offices.error} retry={() => void offices.refetch()} />
      ) : offices.isPending ? (
        <Loading height={200} />
      ) : (
        <div style={{ marginTop: '0.8rem' }}>
          <ScrollTable name={t('lists.offices')}>
            <thead>
              <tr>
                <th scope="col">{t('access.name')}</th>
                <th scope="col">{t('lists.role')}</th>
                <th scope="col">{t('lists.launched')}</th>
                <th scope="col">{t('lists.zone')}</th>
                <th scope="col">{t('lists.aliases')}</th>
                {may('keepOffice') ? <th scope="col">{t('data.action')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {offices.data.offices.map((office) => (
                <tr key={office.id}>
                  <th scope="row" style={{ whiteSpace: 'normal', minWidth: 130 }}>
                    {office.name}
                    <div className="soft" style={{ fontWeight: 400, fontFamily: 'monospace' }}>
                      {office.id}
                    </div>
                  </th>
                  <td>{t(`lists.roles.${office.role}`)}</td>
                  <td>{office.launchedOn ? formatDay(office.launchedOn, language) : t('lists.notKnown')}</td>
                  <td>{office.zone}</td>
                  <td style={{ minWidth: 160 }}>{office.aliases.join(', ') || '–'}</td>
                  {may('keepOffice') ? (
                    <td>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('records.edit')}: ${office.name}`}
                        onClick={() => setEdited({ office })}
                      >
                        {t('records.edit')}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </div>
      )}
    </Panel>
  );
}

function OfficeForm({
  office,
  onClose,
  onDone,
}: {
  office: OfficeKept | undefined;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useWords();
  const [name, setName] = useState(office?.name ?? '');
  const [id, setId] = useState<string>();
  const [zone, setZone] = useState(office?.zone ?? 'Asia/Jakarta');
  const [launchedOn, setLaunchedOn] = useState(office?.launchedOn ?? '');
  const [aliases, setAliases] = useState((office?.aliases ?? []).join('\n'));
  const code = office?.id ?? id ?? codeOf(name);
  const save = useMutation({
    mutationFn: () =>
      keepOffice({ id: code, name: name.trim(), zone, launchedOn: launchedOn || null, aliases: namesIn(aliases) }),
    onSuccess: onDone,
  });
  const note = {
    styles: { description: { color: 'var(--ink-soft)' } },
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  };
  return (
    <form
      aria-label={t(office ? 'lists.changeOffice' : 'lists.addOffice')}
      style={{ margin: '0.8rem 0 1.2rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="access-fields">
        <TextInput
          label={t('access.name')}
          value={name}
          required
          withAsterisk={false}
          autoFocus
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        {office ? null : (
          <TextInput
            label={t('lists.code')}
            description={t('lists.codeNote')}
            {...note}
            value={code}
            required
            withAsterisk={false}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxLength={60}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setId(value)}
          />
        )}
        <TextInput
          type="date"
          label={t('lists.launched')}
          description={t('lists.launchedNote')}
          {...note}
          value={launchedOn}
          onChange={({ currentTarget: { value } }) => setLaunchedOn(value)}
        />
        <NativeSelect
          label={t('lists.zone')}
          value={zone}
          data={[...new Set([...zones, zone])]}
          onChange={({ currentTarget: { value } }) => setZone(value)}
        />
        <Textarea
          label={t('lists.aliases')}
          description={t('lists.aliasesNote')}
          {...note}
          value={aliases}
          autosize
          minRows={2}
          onChange={({ currentTarget: { value } }) => setAliases(value)}
        />
      </div>
      <FormError error={save.error} />
      <Group gap="xs" mt="sm">
        <Button type="submit" loading={save.isPending}>
          {t('records.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('records.cancel')}
        </Button>
      </Group>
    </form>
  );
}
