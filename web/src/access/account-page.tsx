import './access.css';
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { roles } from '@tilik/server/client';
import { type ReactElement, useState } from 'react';
import { aboutQuery } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { type Session, sessionQuery, useSession } from '../session.ts';
import { Panel } from '../ui/panel.tsx';
import { FormError } from './form-error.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordInput } from './password-input.tsx';
import { changePassword, rename } from './queries.ts';
import { SecondFactorPanel } from './second-factor-panel.tsx';

/** Akun: what belongs to whoever is signed in. */
export function AccountPage(): ReactElement | null {
  const t = useWords();
  const language = useLanguage();
  const actor = useSession()?.actor;
  const about = useQuery(aboutQuery);
  if (!actor) return null;
  const office =
    actor.officeId === null
      ? t('access.everyOffice')
      : (about.data?.offices.find(({ id }) => id === actor.officeId)?.name ?? actor.officeId);
  return (
    <Stack gap="lg" maw={820}>
      <div>
        <Title order={1} size="h2">
          {t('access.account.title')}
        </Title>
        <Text className="soft" style={{ overflowWrap: 'anywhere' }}>
          {[actor.email, roles[actor.role].label[language], office].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Panel title={t('access.name')}>
        <NameForm key={actor.name} actor={actor} />
      </Panel>
      <Panel title={t('access.account.password')}>
        <PasswordForm />
      </Panel>
      <SecondFactorPanel isOn={actor.twoFactor ?? false} />
      <OwnSessions />
    </Stack>
  );
}

function NameForm({ actor }: { actor: NonNullable<Session['actor']> }) {
  const t = useWords();
  const cache = useQueryClient();
  const [name, setName] = useState(actor.name);
  const save = useMutation({
    mutationFn: () => rename(name.trim()),
    onSuccess: async () => {
      notifications.show({ message: t('access.saved'), closeButtonProps: { 'aria-label': t('state.dismiss') } });
      await cache.refetchQueries(sessionQuery);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm" mt="xs" maw={420}>
        <TextInput
          label={t('access.name')}
          description={t('access.account.nameNote')}
          styles={{ description: { color: 'var(--ink-soft)' } }}
          value={name}
          required
          withAsterisk={false}
          maxLength={120}
          autoComplete="name"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <FormError error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === '' || name.trim() === actor.name}>
            {t('access.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function PasswordForm() {
  const t = useWords();
  const cache = useQueryClient();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const save = useMutation({
    mutationFn: () => changePassword({ currentPassword, newPassword }),
    onSuccess: async () => {
      setCurrent('');
      setNew('');
      notifications.show({
        message: t('access.account.passwordChanged'),
        closeButtonProps: { 'aria-label': t('state.dismiss') },
      });
      await cache.invalidateQueries({ queryKey: ['own-sessions'] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm" mt="xs" maw={420}>
        <Text size="sm">{t('access.account.passwordNote')}</Text>
        <PasswordInput label={t('access.password.current')} value={currentPassword} onChange={setCurrent} />
        <NewPassword label={t('access.password.new')} value={newPassword} onChange={setNew} />
        <FormError error={save.error} />
        <Group>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={currentPassword === '' || !isLongEnough(newPassword)}
          >
            {t('access.account.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
