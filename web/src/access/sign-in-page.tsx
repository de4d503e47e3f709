import { Alert, Anchor, Button, Checkbox, Divider, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useWords } from '../language.ts';
import { useSession } from '../session.ts';
import { FormError } from './form-error.tsx';
import { NarrowPage } from './narrow-page.tsx';
import { PasswordInput } from './password-input.tsx';
import { requestReset, signIn, signInByCode, signInElsewhere, startAfresh } from './queries.ts';
import { readSignInSearch } from './search.ts';

type Step = 'password' | 'code' | 'forgotten';

/** Masuk: who is it? Leads on to where one was going. */
export function SignInPage(): ReactElement {
  const session = useSession();
  const search = useSearch({ strict: false });
  const { next, again, error } = readSignInSearch({ ...search });
  const [step, setStep] = useState<Step>('password');
  const [email, setEmail] = useState('');
  const cache = useQueryClient();
  const navigate = useNavigate();
  if (session?.actor?.kind === 'person' && !again) return <Elsewhere path={next ?? '/'} />;
  const goOn = async () => {
    await startAfresh(cache);
    await navigate({ href: next ?? '/', replace: true });
  };
  if (step === 'code') return <CodeStep onBack={() => setStep('password')} onDone={goOn} />;
  if (step === 'forgotten') {
    return <ForgottenStep email={email} onEmail={setEmail} onBack={() => setStep('password')} />;
  }
  return (
    <PasswordStep
      email={email}
      onEmail={setEmail}
      next={next}
      hasFailed={error !== undefined}
      onDone={goOn}
      onCode={() => setStep('code')}
      onForgotten={() => setStep('forgotten')}
    />
  );
}

/** Leads on by itself. */
function Elsewhere({ path }: { path: string }) {
  const navigate = useNavigate();
  useEffect(() => void navigate({ href: path, replace: true }), [navigate, path]);
  return null;
}

function EmailInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords();
  return (
    <TextInput
      type="email"
      label={t('access.email')}
      value={value}
      required
      withAsterisk={false}
      autoFocus
      autoComplete="username"
      autoCapitalize="none"
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function PasswordStep({
  email,
  onEmail,
  next,
  hasFailed,
  onDone,
  onCode,
  onForgotten,
}: {
  email: string;
  onEmail: (value: string) => void;
  next: string | undefined;
  /** The other provider of accounts sent one back. */
  hasFailed: boolean;
  onDone: () => Promise<void>;
  onCode: () => void;
  onForgotten: () => void;
}) {
  const t = useWords();
  const provider = useSession()?.ways.provider ?? null;
  const [password, setPassword] = useState('');
  const [rememberMe, setRememberMe] = useState(false);
  const enter = useMutation({
    mutationFn: () => signIn({ email, password, rememberMe }),
    onSuccess: async ({ twoFactorRedirect }) => {
      if (twoFactorRedirect) onCode();
      else await onDone();
    },
  });
  const elsewhere = useMutation({
    mutationFn: () => signInElsewhere(next ?? '/'),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <NarrowPage title={t('access.signIn.title')} lead={next === undefined ? undefined : t('access.signIn.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <Stack gap="md">
          {hasFailed ? (
            <Alert color="red" variant="light" role="alert">
              {t('access.signIn.providerFailed')}
            </Alert>
          ) : null}
          <EmailInput value={email} onChange={onEmail} />
          <PasswordInput label={t('access.password.label')} value={password} onChange={setPassword} />
          <Checkbox
            label={t('access.signIn.remember')}
            description={t('access.signIn.rememberNote')}
            styles={{ description: { color: 'var(--ink-soft)' } }}
            checked={rememberMe}
            onChange={({ currentTarget }) => setRememberMe(currentTarget.checked)}
          />
          <FormError error={enter.error} />
          <Button type="submit" loading={enter.isPending} fullWidth>
            {t('access.signIn.enter')}
          </Button>
          <Anchor component="button" type="button" size="sm" ta="start" underline="always" onClick={onForgotten}>
            {t('access.signIn.forgotten')}
          </Anchor>
        </Stack>
      </form>
      {provider === null ? null : (
        <Stack gap="md" mt="md">
          <Divider label={t('access.signIn.or')} styles={{ label: { color: 'var(--ink-soft)' } }} />
          <FormError error={elsewhere.error} />
          <Button variant="default" fullWidth loading={elsewhere.isPending} onClick={() => elsewhere.mutate()}>
            {t('access.signIn.provider', { provider })}
          </Button>
        </Stack>
      )}
    </NarrowPage>
  );
}

/** The second factor: a code of the device, or one of the codes that were written down. */
function CodeStep({ onBack, onDone }: { onBack: () => void; onDone: () => Promise<void> }) {
  const t = useWords();
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState('');
  const [trustDevice, setTrustDevice] = useState(false);
  const enter = useMutation({
    mutationFn: () => signInByCode({ code, isBackup, trustDevice }),
    onSuccess: onDone,
  });
  const change = () => {
    setBackup(!isBackup);
    setCode('');
    enter.reset();
  };
  return (
    <NarrowPage title={t('access.code.title')} lead={t(isBackup ? 'access.code.backupLead' : 'access.code.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            key={isBackup ? 'backup' : 'code'}
            label={t(isBackup ? 'access.code.backup' : 'access.code.label')}
            value={code}
            required
            withAsterisk={false}
            autoFocus
            autoComplete="one-time-code"
            autoCapitalize="none"
            inputMode={isBackup ? 'text' : 'numeric'}
            spellCheck={false}
            maxLength={isBackup ? 40 : 9}
            styles={{ input: { fontFamily: 'monospace', letterSpacing: '0.1em' } }}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <Checkbox
            label={t('access.code.trust')}
            description={t('access.code.trustNote')}
            styles={{ description: { color: 'var(--ink-soft)' } }}
            checked={trustDevice}
            onChange={({ currentTarget }) => setTrustDevice(currentTarget.checked)}
          />
          <FormError error={enter.error} />
          <Button type="submit" loading={enter.isPending} fullWidth>
            {t('access.signIn.enter')}
          </Button>
          <Anchor component="button" type="button" size="sm" ta="start" underline="always" onClick={change}>
            {t(isBackup ? 'access.code.useCode' : 'access.code.useBackup')}
          </Anchor>
          <Anchor component="button" type="button" size="sm" ta="start" underline="always" onClick={onBack}>
            {t('access.signIn.back')}
          </Anchor>
        </Stack>
      </form>
    </NarrowPage>
  );
}

/** The password is forgotten: by mail where the office has set one up, else by the administrator. */
function ForgottenStep({
  email,
  onEmail,
  onBack,
}: {
  email: string;
  onEmail: (value: string) => void;
  onBack: () => void;
}) {
  const t = useWords();
  const hasMail = useSession()?.ways.mail ?? false;
  const reset = useMutation({ mutationFn: () => requestReset(email) });
  return (
    <NarrowPage title={t('access.forgotten.title')}>
      <Stack gap="md">
        {!hasMail ? (
          <Text>{t('access.forgotten.noMail')}</Text>
        ) : reset.isSuccess ? (
          <Text role="status">{t('access.forgotten.sent', { email })}</Text>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              reset.mutate();
            }}
          >
            <Stack gap="md">
              <Text>{t('access.forgotten.mail')}</Text>
              <EmailInput value={email} onChange={onEmail} />
              <FormError error={reset.error} />
              <Button type="submit" loading={reset.isPending} fullWidth>
                {t('access.forgotten.send')}
              </Button>
            </Stack>
          </form>
        )}
        <Anchor component="button" type="button" size="sm" ta="start" underline="always" onClick={onBack}>
          {t('access.signIn.back')}
        </Anchor>
      </Stack>
    </NarrowPage>
  );
}
