import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { aboutQuery } from '../about.ts';
import { FormFoot } from '../access/form-foot.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { codeOf, namesIn } from './codes.ts';
import { keepOffice, type OfficeKept, officesQuery } from './queries.ts';
import { AliasesField, CodeField, NameField, note } from './settings-fields.tsx';
import { SettingsList } from './settings-list.tsx';

/** The zones of Indonesia, and that of an office that lies elsewhere. */
const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** Kantor: ours and those it is compared with, and the names by which a file may call them. */
export function OfficesSettings() {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const offices = useQuery({ ...officesQuery, select: (answer) => answer.offices });
  return (
    <SettingsList<OfficeKept>
      title={t('lists.offices')}
      lead={
        <>
          {t('lists.officesLead')}{' '}
          <Link to="/data/entri" search={{ lang: language === 'id' ? undefined : language }}>
            {t('entry.title')}
          </Link>
        </>
      }
      add={t('lists.addOffice')}
      found={offices}
      named={({ id, name }) => ({ code: id, name })}
      nameTitle={t('access.name')}
      columns={[
        { title: t('lists.role'), read: ({ role }) => t(`lists.roles.${role}`) },
        {
          title: t('lists.launched'),
          read: ({ launchedOn }) => (launchedOn ? formatDay(launchedOn, language) : t('lists.notKnown')),
        },
        { title: t('lists.zone'), read: ({ zone }) => zone },
        { title: t('lists.aliases'), read: ({ aliases }) => aliases.join(', ') || '–', isWide: true },
      ]}
      mayKeep={may('keepOffice')}
      form={(office, close) => <OfficeForm office={office} onClose={close} />}
    />
  );
}

function OfficeForm({ office, onClose }: { office: OfficeKept | undefined; onClose: () => void }) {
  const t = useWords();
  const cache = useQueryClient();
  const [name, setName] = useState(office?.name ?? '');
  const [id, setId] = useState<string>();
  const [zone, setZone] = useState(office?.zone ?? 'Asia/Jakarta');
  const [launchedOn, setLaunchedOn] = useState(office?.launchedOn ?? '');
  const [aliases, setAliases] = useState((office?.aliases ?? []).join('\n'));
  const code = office?.id ?? id ?? codeOf(name);
  const save = useMutation({
    mutationFn: () =>
      keepOffice({ id: code, name: name.trim(), zone, launchedOn: launchedOn || null, aliases: namesIn(aliases) }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['offices'] });
      await cache.invalidateQueries(aboutQuery);
      onClose();
    },
  });
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
        <NameField label={t('access.name')} value={name} isFirst onChange={setName} />
        {office ? null : <CodeField value={code} onChange={setId} />}
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
        <AliasesField value={aliases} onChange={setAliases} />
      </div>
      <FormFoot error={save.error} isPending={save.isPending} onCancel={onClose} />
    </form>
  );
}
