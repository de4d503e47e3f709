import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Language, roles } from '@tilik/server/client';
import { useState } from 'react';
import type { About } from '../about.ts';
import { catalogues, useLanguage, useWords, type Words } from '../language.ts';
import { formatCount, formatDay, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { type Change, changesOf, keyParts, thingName } from './audit.ts';
import { type AuditEntry, type AuditSearch, auditCsv, auditQuery } from './queries.ts';
import { officeName } from './role-and-office.tsx';

/** Jejak: who did what, when, to which thing, from what to what. */
export function AuditPanel({
  about,
  search,
  onChange,
}: {
  about: About;
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const { actor, act, noun, key, text, from, to } = search;
  const asked = { actor, act, noun, key, text, from, to };
  const audit = useInfiniteQuery(auditQuery(asked));
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Panel
      title={t('access.audit.title')}
      actions={
        <Button
          component="a"
          href={auditCsv(asked, language)}
          download
          size="sm"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('chart.csv')}
        </Button>
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('access.audit.lead')}
      </Text>
      <SearchForm key={JSON.stringify(asked)} search={asked} onChange={onChange} />
      <Narrowed
        who={entries.find((entry) => entry.actor === actor)?.actorName ?? actor}
        thing={entries[0] && entries[0].key === key ? thingName(entries[0], entries) : undefined}
        search={asked}
        onChange={onChange}
      />
      {audit.isError ? (
        <Failed error={audit.error} retry={() => void audit.refetch()} />
      ) : audit.isPending ? (
        <Loading height={320} />
      ) : entries.length === 0 ? (
        <Text mt="sm">{t('access.audit.none')}</Text>
      ) : (
        <>
          <ScrollTable name={t('access.audit.title')}>
            <thead>
              <tr>
                <th scope="col">{t('access.audit.when')}</th>
                <th scope="col">{t('access.audit.who')}</th>
                <th scope="col">{t('access.audit.what')}</th>
                <th scope="col">{t('access.audit.change')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td style={{ whiteSpace: 'nowrap' }}>{formatInstant(entry.at, language)}</td>
                  <td style={{ minWidth: 120 }}>
                    <button
                      type="button"
                      className="audit-narrow"
                      aria-label={t('access.audit.onlyWho', { name: actorName(entry, t) })}
                      onClick={() => onChange({ ...asked, actor: entry.actor })}
                    >
                      {actorName(entry, t)}
                    </button>
                    <div className="soft">
                      {entry.actor.startsWith('system:')
                        ? t('access.audit.system')
                        : roleName(entry.actorRole, language)}
                    </div>
                  </td>
                  <th scope="row" style={{ whiteSpace: 'normal', minWidth: 170, position: 'static' }}>
                    {actName(entry.act, t)}: {nounName(entry.noun, t)}
                    <div style={{ fontWeight: 400 }}>
                      <button
                        type="button"
                        className="audit-narrow"
                        style={{ overflowWrap: 'anywhere', textAlign: 'start' }}
                        aria-label={t('access.audit.onlyThing', { key: thingName(entry, entries) })}
                        onClick={() => onChange({ ...asked, noun: entry.noun, key: entry.key })}
                      >
                        {thingName(entry, entries)}
                      </button>
                    </div>
                    {entry.officeId === null ? null : (
                      <div className="soft" style={{ fontWeight: 400 }}>
                        {officeName(entry.officeId, about, '')}
                      </div>
                    )}
                  </th>
                  <td style={{ minWidth: 260 }}>
                    <Changes entry={entry} />
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          <Group mt="sm">
            <Text size="sm" className="soft" role="status">
              {t('access.audit.shown', { count: entries.length })}
            </Text>
            {audit.hasNextPage ? (
              <Button
                size="sm"
                variant="default"
                loading={audit.isFetchingNextPage}
                onClick={() => void audit.fetchNextPage()}
              >
                {t('access.audit.older')}
              </Button>
            ) : null}
          </Group>
        </>
      )}
    </Panel>
  );
}

const known = (words: object, chosen: string | undefined): string[] => [
  ...new Set([...Object.keys(words), ...(chosen === undefined ? [] : [chosen])]),
];

function SearchForm({ search, onChange }: { search: AuditSearch; onChange: (search: AuditSearch) => void }) {
  const t = useWords();
  const language = useLanguage();
  const [draft, setDraft] = useState(search);
  const { acts, nouns } = catalogues[language].access.audit;
  const choices = (names: string[], nameOf: (name: string, words: Words) => string) => [
    { value: '', label: t('access.audit.all') },
    ...names
      .map((value) => ({ value, label: nameOf(value, t) }))
      .sort((one, other) => one.label.localeCompare(other.label, language)),
  ];
  const change = (next: AuditSearch) => setDraft({ ...draft, ...next });
  const given = (value: string) => (value === '' ? undefined : value);
  return (
    <form
      aria-label={t('access.audit.search')}
      className="filters no-print"
      style={{ margin: '0.8rem 0' }}
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ ...draft, text: given(draft.text?.trim() ?? '') });
      }}
    >
      <TextInput
        label={t('access.audit.text')}
        value={draft.text ?? ''}
        maxLength={200}
        onChange={({ currentTarget: { value } }) => change({ text: given(value) })}
      />
      <NativeSelect
        label={t('access.audit.act')}
        value={draft.act ?? ''}
        data={choices(known(acts, draft.act), actName)}
        onChange={({ currentTarget: { value } }) => change({ act: given(value) })}
      />
      <NativeSelect
        label={t('access.audit.noun')}
        value={draft.noun ?? ''}
        data={choices(known(nouns, draft.noun), nounName)}
        onChange={({ currentTarget: { value } }) => change({ noun: given(value), key: undefined })}
      />
      <TextInput
        type="date"
        label={t('filter.from')}
        value={draft.from ?? ''}
        onChange={({ currentTarget: { value } }) => change({ from: given(value) })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        value={draft.to ?? ''}
        min={draft.from}
        onChange={({ currentTarget: { value } }) => change({ to: given(value) })}
      />
      <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />}>
        {t('access.audit.find')}
      </Button>
    </form>
  );
}

/** What is looked for beside the form, each to be let go. */
function Narrowed({
  who,
  thing,
  search,
  onChange,
}: {
  who: string | undefined;
  thing: string | undefined;
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}) {
  const t = useWords();
  const narrowed = [
    search.actor === undefined ? undefined : { label: who ?? search.actor, without: { ...search, actor: undefined } },
    search.key === undefined
      ? undefined
      : { label: thing ?? keyParts(search.key).join(' · '), without: { ...search, key: undefined } },
  ].filter((each) => each !== undefined);
  if (Object.values(search).every((value) => value === undefined)) return null;
  return (
    <Group gap="xs" mb="sm">
      {narrowed.map(({ label, without }) => (
        <Button
          key={label}
          size="compact-sm"
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t('access.audit.letGo', { what: label })}
          onClick={() => onChange(without)}
        >
          {t('access.audit.only', { what: label })}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={() => onChange({})}>
        {t('access.audit.clear')}
      </Button>
    </Group>
  );
}

/** Changes of one entry that are shown before somebody asks for more. */
const changesShown = 6;

function Changes({ entry }: { entry: AuditEntry }) {
  const t = useWords();
  const [isWhole, setWhole] = useState(false);
  const changes = changesOf(entry.was, entry.became);
  const shown = isWhole ? changes : changes.slice(0, changesShown);
  if (changes.length === 0) return <span className="soft">–</span>;
  return (
    <>
      <dl className="audit-changes">
        {shown.map((change) => (
          <OneChange key={change.field} change={change} isNew={entry.was === null} isGone={entry.became === null} />
        ))}
      </dl>
      {changes.length > shown.length ? (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('access.audit.more', { count: changes.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}

function OneChange({ change, isNew, isGone }: { change: Change; isNew: boolean; isGone: boolean }) {
  const t = useWords();
  return (
    <>
      <dt>{fieldName(change.field, t)}</dt>
      <dd>
        {isNew ? null : (
          <del>
            <Value value={change.was} />
          </del>
        )}
        {isNew || isGone ? null : (
          <>
            <span aria-hidden> → </span>
            <span className="hidden">{t('access.audit.became')}</span>
          </>
        )}
        {isGone ? null : (
          <ins>
            <Value value={change.became} />
          </ins>
        )}
      </dd>
    </>
  );
}

/** A value in words; a list of things as their number, with the things themselves on demand. */
function Value({ value }: { value: unknown }) {
  const t = useWords();
  const language = useLanguage();
  if (!Array.isArray(value) || !value.some((each) => typeof each === 'object' && each !== null)) {
    return inWords(value, language, t);
  }
  return (
    <details style={{ display: 'inline-block', verticalAlign: 'top' }}>
      <summary>{t('access.audit.items', { count: value.length })}</summary>
      {value.map((each) => {
        const text = JSON.stringify(each);
        return (
          <code key={text} style={{ display: 'block' }}>
            {text}
          </code>
        );
      })}
    </details>
  );
}

function inWords(value: unknown, language: Language, t: Words): string {
  if (value === null || value === undefined || value === '') return t('access.audit.nothing');
  if (typeof value === 'boolean') return t(value ? 'access.yes' : 'access.no');
  if (typeof value === 'number') return formatCount(value, language);
  if (Array.isArray(value)) return value.map((each) => inWords(each, language, t)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text, language);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return formatInstant(text, language);
  if (text in roles) return roleName(text, language);
  return named('values', text, t);
}

const roleName = (role: string, language: Language): string =>
  role in roles ? roles[role as keyof typeof roles].label[language] : role;

/** A code in words; what the catalogue does not know is shown as it is. */
const named = (group: 'acts' | 'nouns' | 'fields' | 'values', code: string, t: Words): string => {
  const name = `access.audit.${group}.${code}` as 'access.audit.acts.added';
  // A dot would lead into the catalogue's depth.
  return !code.includes('.') && t.has(name) ? t(name) : code;
};
/** Signing in speaks for nobody yet. */
const actorName = ({ actor, actorName: name }: AuditEntry, t: Words): string =>
  actor === 'system:sign-in' ? t('access.audit.nobody') : name;
const actName = (act: string, t: Words): string => named('acts', act, t);
const nounName = (noun: string, t: Words): string => named('nouns', noun, t);
const fieldName = (field: string, t: Words): string =>
  field === '' ? t('access.audit.value') : named('fields', field.split('.').at(-1) ?? field, t);
