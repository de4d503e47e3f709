import { NativeSelect } from '@mantine/core';
import { type Role, roleCodes, roles } from '@tilik/server/client';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';

/** What somebody may do, and for which office. */
export interface Standing {
  readonly role: Role;
  /** Null: every office. */
  readonly officeId: string | null;
}

export function RoleAndOffice({
  value: { role, officeId },
  about,
  isOwn = false,
  onChange,
}: {
  value: Standing;
  about: About;
  /** One's own role is for another administrator to change. */
  isOwn?: boolean;
  onChange: (value: Standing) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      <NativeSelect
        label={t('access.role')}
        description={t(`access.roleNotes.${role}`)}
        styles={{ description: { color: 'var(--ink-soft)' } }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={role}
        disabled={isOwn}
        data={roleCodes.map((code) => ({ value: code, label: roles[code].label[language] }))}
        onChange={({ currentTarget: { value } }) => onChange({ role: value as Role, officeId })}
      />
      <NativeSelect
        label={t('filter.office')}
        value={officeId ?? ''}
        disabled={isOwn}
        data={[
          { value: '', label: t('access.everyOffice') },
          ...about.offices.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => onChange({ role, officeId: value === '' ? null : value })}
      />
    </>
  );
}

/** The name of an office, or that it is all of them. */
export function officeName(officeId: string | null, about: About, everyOffice: string): string {
  if (officeId === null) return everyOffice;
  return about.offices.find(({ id }) => id === officeId)?.name ?? officeId;
}
