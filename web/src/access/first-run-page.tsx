import { Button, Code, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useWords } from '../language.ts';
import { useSession } from '../session.ts';
import { FormError } from './form-error.tsx';
import { NarrowPage } from './narrow-page.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { createAdministrator, startAfresh } from './queries.ts';
import { readTokenSearch } from './search.ts';

/** Mulai: the first person, who lets in the others. Only the link that the server printed leads here to any end. */
export function FirstRunPage(): ReactElement {
  const t = useWords();
  const session = useSession();
  const search = useSearch({ strict: false });
  const { token } = readTokenSearch(search);
  // As it was when the page was opened: whoever creates the administrator here is led on, not told that it is done.
  const [isDone] = useState(session?.firstRun === false);
  if (isDone) {
    return (
      <NarrowPage title={t('access.firstRun.doneTitle')} lead={t('access.firstRun.doneDetail')}>
        <Link to="/masuk" search={{ lang: search.lang }} className="action">
          {t('access.signIn.title')}
        </Link>
      </NarrowPage>
    );
  }
  if (token === undefined) {
    return (
      <NarrowPage title={t('access.firstRun.title')} lead={t('access.firstRun.noToken')}>
        <Stack gap="xs">
          <Text>{t('access.firstRun.where')}</Text>
          <Code block>{`${window.location.origin}/mulai?token=…`}</Code>
          <Text size="sm" className="soft">
            {t('access.firstRun.again')}
          </Text>
        </Stack>
      </NarrowPage>
    );
  }
  return <AdministratorForm token={token} />;
}

function AdministratorForm({ token }: { token: string }) {
  const t = useWords();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { lang } = useSearch({ strict: false });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const create = useMutation({
    mutationFn: () => createAdministrator({ token, name, email, password }),
    onSuccess: async () => {
      await startAfresh(cache);
      await navigate({ to: '/', search: { lang }, replace: true });
    },
  });
  return (
    <NarrowPage title={t('access.firstRun.title')} lead={t('access.firstRun.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('access.name')}
            value={name}
            required
            withAsterisk={false}
            autoFocus
            maxLength={120}
            autoComplete="name"
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            type="email"
            label={t('access.email')}
            value={email}
            required
            withAsterisk={false}
            maxLength={200}
            autoComplete="username"
            autoCapitalize="none"
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <NewPassword label={t('access.password.label')} value={password} onChange={setPassword} />
          <FormError error={create.error} />
          <Button type="submit" loading={create.isPending} disabled={!isLongEnough(password)} fullWidth>
            {t('access.firstRun.create')}
          </Button>
        </Stack>
      </form>
    </NarrowPage>
  );
}
