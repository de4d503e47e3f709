import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useWords } from '../language.ts';
import { FormError } from './form-error.tsx';
import { NarrowPage } from './narrow-page.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { setPassword } from './queries.ts';
import { readTokenSearch } from './search.ts';

/** Sandi: whoever was invited, or forgot the old one, chooses a password. */
export function SetPasswordPage(): ReactElement {
  const t = useWords();
  const search = useSearch({ strict: false });
  const { token } = readTokenSearch(search);
  const [password, setTyped] = useState('');
  const save = useMutation({ mutationFn: (newPassword: string) => setPassword({ token: token ?? '', newPassword }) });
  const toSignIn = (
    <Link to="/masuk" search={{ lang: search.lang }} className="action">
      {t('access.signIn.title')}
    </Link>
  );
  if (token === undefined) {
    return (
      <NarrowPage title={t('access.setPassword.noToken')} lead={t('access.setPassword.noTokenDetail')}>
        {toSignIn}
      </NarrowPage>
    );
  }
  if (save.isSuccess) {
    return (
      <NarrowPage
        title={t('access.setPassword.done')}
        lead={<span role="status">{t('access.setPassword.doneDetail')}</span>}
      >
        {toSignIn}
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title={t('access.setPassword.title')} lead={t('access.setPassword.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(password);
        }}
      >
        <Stack gap="md">
          <NewPassword label={t('access.password.new')} value={password} autoFocus onChange={setTyped} />
          <FormError error={save.error} />
          <Button type="submit" loading={save.isPending} disabled={!isLongEnough(password)} fullWidth>
            {t('access.setPassword.save')}
          </Button>
        </Stack>
      </form>
    </NarrowPage>
  );
}
