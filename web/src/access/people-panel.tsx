import { ActionIcon, Alert, Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconDots, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { roles } from '@tilik/server/client';
import { useState } from 'react';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useSession } from '../session.ts';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { type Asked, AskOnceMore } from './ask-once-more.tsx';
import { deviceOf } from './device.ts';
import { FormError } from './form-error.tsx';
import { FormFoot } from './form-foot.tsx';
import { OnceShown } from './once-shown.tsx';
import {
  changePerson,
  endSessionsOf,
  invite,
  newLink,
  type Person,
  peopleQuery,
  personSessionsQuery,
  removePerson,
} from './queries.ts';
import { officeName, RoleAndOffice, type Standing } from './role-and-office.tsx';

/** A link for somebody: to be handed on, or on its way by mail. */
interface Given {
  readonly name: string;
  readonly link: string | null;
}

/** Orang: who may come in, as what, and for which office. */
export function PeoplePanel({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const ownId = useSession()?.actor?.id;
  const people = useQuery(peopleQuery);
  const [isInviting, setInviting] = useState(false);
  const [given, setGiven] = useState<Given>();
  const [asked, setAsked] = useState<Asked>();
  const [changed, setChanged] = useState<Person>();
  const [looked, setLooked] = useState<Person>();
  const again = () => cache.invalidateQueries({ queryKey: ['people'] });
  const link = useMutation({
    mutationFn: (person: Person) => newLink(person.id),
    onSuccess: (answer, { name }) => setGiven({ name, link: answer.link }),
  });
  const stateOf = ({ banned, invited, lockedUntil }: Person) =>
    banned
      ? t('access.people.states.banned')
      : lockedUntil !== null
        ? t('access.people.states.locked', { until: formatInstant(lockedUntil, language) })
        : t(invited ? 'access.people.states.invited' : 'access.people.states.active');
  const ask = (person: Person, act: 'ban' | 'unban' | 'unlock' | 'factorOff' | 'remove', run: () => Promise<unknown>) =>
    setAsked({
      title: `${t(`access.people.${act}`)}: ${person.name}`,
      detail: t(`access.people.ask.${act}`, { name: person.name }),
      yes: t(`access.people.${act}`),
      act: async () => {
        await run();
        await again();
      },
    });
  return (
    <Panel
      title={t('access.people.title')}
      actions={
        isInviting ? undefined : (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
            {t('access.people.invite')}
          </Button>
        )
      }
    >
      {isInviting ? (
        <InviteForm
          about={about}
          onCancel={() => setInviting(false)}
          onDone={async (answer) => {
            setInviting(false);
            setGiven(answer);
            await again();
          }}
        />
      ) : null}
      {given ? <LinkGiven given={given} onClose={() => setGiven(undefined)} /> : null}
      <FormError error={link.error} />
      {people.isError ? (
        <Failed error={people.error} retry={() => void people.refetch()} />
      ) : people.isPending ? (
        <Loading height={200} />
      ) : (
        <ScrollTable name={t('access.people.title')}>
          <thead>
            <tr>
              <th scope="col">{t('access.name')}</th>
              <th scope="col">{t('access.role')}</th>
              <th scope="col">{t('access.factor.title')}</th>
              <th scope="col">{t('access.sessions.seen')}</th>
              <th scope="col">{t('data.action')}</th>
            </tr>
          </thead>
          <tbody>
            {people.data.people.map((person) => {
              const isOwn = ownId === `person:${person.id}`;
              return (
                <tr key={person.id}>
                  <th scope="row" style={{ whiteSpace: 'normal', minWidth: 190 }}>
                    {person.name}
                    {isOwn ? <span className="soft"> · {t('access.people.you')}</span> : null}
                    <div className="soft" style={{ fontWeight: 400, overflowWrap: 'anywhere' }}>
                      {person.email}
                    </div>
                    <div style={{ fontWeight: 400 }}>{stateOf(person)}</div>
                  </th>
                  <td>
                    {roles[person.role].label[language]}
                    <div className="soft">{officeName(person.officeId, about, t('access.everyOffice'))}</div>
                  </td>
                  <td>{t(person.twoFactor ? 'access.yes' : 'access.no')}</td>
                  <td style={{ whiteSpace: 'nowrap' }}>
                    {person.lastSeenAt === null ? t('access.never') : formatInstant(person.lastSeenAt, language)}
                  </td>
                  <td>
                    <Menu position="bottom-end" withinPortal>
                      <Menu.Target>
                        <ActionIcon variant="default" aria-label={t('access.people.acts', { name: person.name })}>
                          <IconDots size={16} aria-hidden />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => setChanged(person)}>{t('access.people.change')}</Menu.Item>
                        <Menu.Item onClick={() => link.mutate(person)}>{t('access.people.newLink')}</Menu.Item>
                        <Menu.Item onClick={() => setLooked(person)}>{t('access.sessions.title')}</Menu.Item>
                        {isOwn ? null : (
                          <>
                            {person.banned ? (
                              <Menu.Item
                                onClick={() => ask(person, 'unban', () => changePerson(person.id, { banned: false }))}
                              >
                                {t('access.people.unban')}
                              </Menu.Item>
                            ) : (
                              <Menu.Item
                                onClick={() => ask(person, 'ban', () => changePerson(person.id, { banned: true }))}
                              >
                                {t('access.people.ban')}
                              </Menu.Item>
                            )}
                            {person.lockedUntil === null ? null : (
                              <Menu.Item
                                onClick={() => ask(person, 'unlock', () => changePerson(person.id, { locked: false }))}
                              >
                                {t('access.people.unlock')}
                              </Menu.Item>
                            )}
                            {person.twoFactor ? (
                              <Menu.Item
                                onClick={() =>
                                  ask(person, 'factorOff', () => changePerson(person.id, { twoFactor: false }))
                                }
                              >
                                {t('access.people.factorOff')}
                              </Menu.Item>
                            ) : null}
                            <Menu.Item onClick={() => ask(person, 'remove', () => removePerson(person.id))}>
                              {t('access.people.remove')}
                            </Menu.Item>
                          </>
                        )}
                      </Menu.Dropdown>
                    </Menu>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      )}
      <AskOnceMore asked={asked} onClose={() => setAsked(undefined)} />
      <Modal
        opened={changed !== undefined}
        onClose={() => setChanged(undefined)}
        title={`${t('access.people.change')}: ${changed?.name ?? ''}`}
        closeButtonProps={{ 'aria-label': t('access.cancel') }}
        centered
      >
        {changed ? (
          <ChangeForm
            person={changed}
            about={about}
            isOwn={ownId === `person:${changed.id}`}
            onDone={async () => {
              setChanged(undefined);
              await again();
            }}
          />
        ) : null}
      </Modal>
      <Modal
        opened={looked !== undefined}
        onClose={() => setLooked(undefined)}
        title={`${t('access.sessions.title')}: ${looked?.name ?? ''}`}
        closeButtonProps={{ 'aria-label': t('access.close') }}
        centered
        size="lg"
      >
        {looked ? <SessionsOf person={looked} /> : null}
      </Modal>
    </Panel>
  );
}

function InviteForm({
  about,
  onCancel,
  onDone,
}: {
  about: About;
  onCancel: () => void;
  onDone: (given: Given) => Promise<void>;
}) {
  const t = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [standing, setStanding] = useState<Standing>({ role: 'petugas', officeId: about.offices[0]?.id ?? null });
  const send = useMutation({
    mutationFn: () => invite({ name: name.trim(), email: email.trim(), ...standing }),
    onSuccess: ({ person, link }) => onDone({ name: person.name, link }),
  });
  return (
    <form
      aria-label={t('access.people.invite')}
      style={{ margin: '0.8rem 0 1.2rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
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
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          type="email"
          label={t('access.email')}
          value={email}
          required
          withAsterisk={false}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <RoleAndOffice value={standing} about={about} onChange={setStanding} />
      </div>
      <FormFoot error={send.error} isPending={send.isPending} save={t('access.people.send')} onCancel={onCancel} />
    </form>
  );
}

/** The link stands here until it was taken along: nothing shows it again. */
function LinkGiven({ given: { name, link }, onClose }: { given: Given; onClose: () => void }) {
  const t = useWords();
  return (
    <Alert
      color="blue"
      variant="light"
      my="sm"
      role="status"
      title={t(link === null ? 'access.people.mailed' : 'access.people.linkFor', { name })}
      withCloseButton
      closeButtonLabel={t('access.close')}
      onClose={onClose}
    >
      {link === null ? (
        t('access.people.mailedDetail')
      ) : (
        <Stack gap="xs">
          <span>{t('access.people.linkDetail')}</span>
          <OnceShown label={t('access.people.link')} value={link} />
        </Stack>
      )}
    </Alert>
  );
}

function ChangeForm({
  person,
  about,
  isOwn,
  onDone,
}: {
  person: Person;
  about: About;
  isOwn: boolean;
  onDone: () => Promise<void>;
}) {
  const t = useWords();
  const [name, setName] = useState(person.name);
  const [standing, setStanding] = useState<Standing>({ role: person.role, officeId: person.officeId });
  const save = useMutation({
    mutationFn: () =>
      changePerson(person.id, {
        ...(name.trim() === person.name ? {} : { name: name.trim() }),
        ...(standing.role === person.role ? {} : { role: standing.role }),
        ...(standing.officeId === person.officeId ? {} : { officeId: standing.officeId }),
      }),
    onSuccess: onDone,
  });
  const isSame = name.trim() === person.name && standing.role === person.role && standing.officeId === person.officeId;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('access.name')}
          value={name}
          required
          withAsterisk={false}
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <RoleAndOffice value={standing} about={about} isOwn={isOwn} onChange={setStanding} />
        {isOwn ? (
          <Text size="sm" className="soft">
            {t('access.people.ownRole')}
          </Text>
        ) : null}
        <FormError error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={isSame || name.trim() === ''}>
            {t('access.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SessionsOf({ person }: { person: Person }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const sessions = useQuery(personSessionsQuery(person.id));
  const end = useMutation({
    mutationFn: () => endSessionsOf(person.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['people'] }),
  });
  if (sessions.isError) return <Failed error={sessions.error} retry={() => void sessions.refetch()} />;
  if (sessions.isPending) return <Loading height={120} />;
  if (sessions.data.sessions.length === 0) return <Text>{t('access.sessions.none')}</Text>;
  return (
    <>
      <ScrollTable name={t('access.sessions.title')}>
        <thead>
          <tr>
            <th scope="col">{t('access.sessions.device')}</th>
            <th scope="col">{t('access.sessions.since')}</th>
            <th scope="col">{t('access.sessions.seen')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.data.sessions.map(({ id, userAgent, createdAt, updatedAt }) => (
            <tr key={id}>
              <th scope="row">{deviceOf(userAgent) ?? t('access.sessions.unknown')}</th>
              <td style={{ whiteSpace: 'nowrap' }}>{formatInstant(createdAt, language)}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{formatInstant(updatedAt, language)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <FormError error={end.error} />
      <Group mt="sm">
        <Button color="red" variant="light" loading={end.isPending} onClick={() => end.mutate()}>
          {t('access.sessions.endAll')}
        </Button>
      </Group>
    </>
  );
}
