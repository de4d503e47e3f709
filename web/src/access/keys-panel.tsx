import { Alert, Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { roles } from '@tilik/server/client';
import { useState } from 'react';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatDay, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { type Asked, AskOnceMore } from './ask-once-more.tsx';
import { daysAfter, hasPassed, lastDayBefore } from './days.ts';
import { FormFoot } from './form-foot.tsx';
import { OnceShown } from './once-shown.tsx';
import { type Key, keysQuery, makeKey, revokeKey } from './queries.ts';
import { officeName, RoleAndOffice, type Standing } from './role-and-office.tsx';

/** Kunci: by which programs come in, as what, until when, and when they last did. */
export function KeysPanel({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const keys = useQuery(keysQuery);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const [asked, setAsked] = useState<Asked>();
  const again = () => cache.invalidateQueries({ queryKey: ['keys'] });
  const stateOf = ({ enabled, expiresAt }: Key) =>
    t(!enabled ? 'access.keys.off' : hasPassed(expiresAt) ? 'access.expired' : 'access.keys.works');
  return (
    <Panel
      title={t('access.keys.title')}
      actions={
        isMaking ? undefined : (
          <Button leftSection={<IconKey size={16} aria-hidden />} onClick={() => setMaking(true)}>
            {t('access.keys.make')}
          </Button>
        )
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('access.keys.lead')}
      </Text>
      {isMaking ? (
        <KeyForm
          about={about}
          onCancel={() => setMaking(false)}
          onDone={async (key) => {
            setMaking(false);
            setMade(key);
            await again();
          }}
        />
      ) : null}
      {made ? (
        <Alert
          color="blue"
          variant="light"
          my="sm"
          role="status"
          title={t('access.keys.madeTitle', { name: made.name })}
          withCloseButton
          closeButtonLabel={t('access.close')}
          onClose={() => setMade(undefined)}
        >
          <Stack gap="xs">
            <span>{t('access.keys.madeDetail')}</span>
            <OnceShown label={t('access.keys.secret')} value={made.secret} />
          </Stack>
        </Alert>
      ) : null}
      {keys.isError ? (
        <Failed error={keys.error} retry={() => void keys.refetch()} />
      ) : keys.isPending ? (
        <Loading height={160} />
      ) : keys.data.keys.length === 0 ? (
        <Text mt="sm">{t('access.keys.none')}</Text>
      ) : (
        <ScrollTable name={t('access.keys.title')}>
          <thead>
            <tr>
              <th scope="col">{t('access.name')}</th>
              <th scope="col">{t('access.role')}</th>
              <th scope="col">{t('filter.office')}</th>
              <th scope="col">{t('access.until')}</th>
              <th scope="col">{t('access.lastUse')}</th>
              <th scope="col">{t('access.made')}</th>
              <th scope="col">{t('data.action')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.data.keys.map((key) => (
              <tr key={key.id}>
                <th scope="row" style={{ whiteSpace: 'normal', minWidth: 140 }}>
                  {key.name}
                  <div className="soft" style={{ fontWeight: 400, fontFamily: 'monospace' }}>
                    {key.start}…
                  </div>
                </th>
                <td>{roles[key.role].label[language]}</td>
                <td>{officeName(key.officeId, about, t('access.everyOffice'))}</td>
                <td>
                  {key.expiresAt === null
                    ? t('access.keys.forever')
                    : formatDay(lastDayBefore(key.expiresAt), language)}
                  <div className="soft">{stateOf(key)}</div>
                </td>
                <td>{key.lastUsedAt === null ? t('access.never') : formatInstant(key.lastUsedAt, language)}</td>
                <td>
                  {formatInstant(key.createdAt, language)}
                  <div className="soft">{key.createdBy}</div>
                </td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${t('access.keys.revoke')}: ${key.name}`}
                    onClick={() =>
                      setAsked({
                        title: `${t('access.keys.revoke')}: ${key.name}`,
                        detail: t('access.keys.ask', { name: key.name }),
                        yes: t('access.keys.revoke'),
                        act: async () => {
                          await revokeKey(key.id);
                          await again();
                        },
                      })
                    }
                  >
                    {t('access.keys.revoke')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <AskOnceMore asked={asked} onClose={() => setAsked(undefined)} />
    </Panel>
  );
}

const lives = ['30', '90', '365', 'forever', 'day'] as const;

function KeyForm({
  about,
  onCancel,
  onDone,
}: {
  about: About;
  onCancel: () => void;
  onDone: (key: { name: string; secret: string }) => Promise<void>;
}) {
  const t = useWords();
  const [name, setName] = useState('');
  const [standing, setStanding] = useState<Standing>({ role: 'peneliti', officeId: about.offices[0]?.id ?? null });
  const [life, setLife] = useState<(typeof lives)[number]>('90');
  const [day, setDay] = useState(daysAfter(about.today, 30));
  const expiresOn = life === 'forever' ? null : life === 'day' ? day : daysAfter(about.today, Number(life));
  const make = useMutation({
    mutationFn: () => makeKey({ name: name.trim(), ...standing, expiresOn }),
    onSuccess: (answer) => onDone({ name: name.trim(), secret: answer.secret }),
  });
  return (
    <form
      aria-label={t('access.keys.make')}
      style={{ margin: '0.8rem 0 1.2rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <div className="access-fields">
        <TextInput
          label={t('access.keys.name')}
          description={t('access.keys.nameNote')}
          styles={{ description: { color: 'var(--ink-soft)' } }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={name}
          required
          withAsterisk={false}
          autoFocus
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <RoleAndOffice value={standing} about={about} onChange={setStanding} />
        <NativeSelect
          label={t('access.keys.life')}
          value={life}
          data={lives.map((value) => ({ value, label: t(`access.keys.lives.${value}`) }))}
          onChange={({ currentTarget: { value } }) => setLife(value as (typeof lives)[number])}
        />
        {life === 'day' ? (
          <TextInput
            type="date"
            label={t('access.keys.lastDay')}
            value={day}
            min={about.today}
            required
            withAsterisk={false}
            onChange={({ currentTarget: { value } }) => value && setDay(value)}
          />
        ) : null}
      </div>
      <FormFoot error={make.error} isPending={make.isPending} save={t('access.keys.make')} onCancel={onCancel} />
    </form>
  );
}
