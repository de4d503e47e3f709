import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPrinter, IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { encode } from 'uqr';
import { useWords } from '../language.ts';
import { sessionQuery } from '../session.ts';
import { Panel } from '../ui/panel.tsx';
import { FormError } from './form-error.tsx';
import { CopyButton, OnceShown } from './once-shown.tsx';
import { PasswordInput } from './password-input.tsx';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  newBackupCodes,
  type SecondFactor,
} from './queries.ts';

type Asked = 'begin' | 'end' | 'codes';

/** The second factor: on, off, and the codes for the day on which the phone is lost. */
export function SecondFactorPanel({ isOn }: { isOn: boolean }) {
  const t = useWords();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [begun, setBegun] = useState<SecondFactor>();
  const [codes, setCodes] = useState<readonly string[]>();
  const known = () => cache.refetchQueries(sessionQuery);
  return (
    <Panel title={t('access.factor.title')}>
      <Stack gap="sm" mt="xs" align="flex-start">
        <Group gap={6} wrap="nowrap" align="flex-start">
          {isOn ? (
            <IconShieldCheck size={20} aria-hidden style={{ flex: 'none' }} />
          ) : (
            <IconShieldOff size={20} aria-hidden style={{ flex: 'none' }} />
          )}
          <Text>{t(isOn ? 'access.factor.on' : 'access.factor.off')}</Text>
        </Group>
        {codes ? (
          <BackupCodes codes={codes} onDone={() => setCodes(undefined)} />
        ) : begun ? (
          <Confirm
            begun={begun}
            onCancel={() => setBegun(undefined)}
            onDone={async () => {
              setCodes(begun.backupCodes);
              setBegun(undefined);
              await known();
            }}
          />
        ) : asked ? (
          <AskPassword
            asked={asked}
            onCancel={() => setAsked(undefined)}
            onDone={async (answer) => {
              setAsked(undefined);
              if (answer === undefined) await known();
              else if ('totpURI' in answer) setBegun(answer);
              else setCodes(answer.backupCodes);
            }}
          />
        ) : isOn ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => setAsked('codes')}>
              {t('access.factor.newCodes')}
            </Button>
            <Button variant="default" onClick={() => setAsked('end')}>
              {t('access.factor.turnOff')}
            </Button>
          </Group>
        ) : (
          <Button onClick={() => setAsked('begin')}>{t('access.factor.turnOn')}</Button>
        )}
      </Stack>
    </Panel>
  );
}

type Given = SecondFactor | { readonly backupCodes: readonly string[] } | undefined;

const requests: Readonly<Record<Asked, (password: string) => Promise<Given>>> = {
  begin: beginSecondFactor,
  codes: newBackupCodes,
  end: async (password) => {
    await endSecondFactor(password);
    return undefined;
  },
};

/** Whoever finds a browser left open must not be able to change it. */
function AskPassword({
  asked,
  onCancel,
  onDone,
}: {
  asked: Asked;
  onCancel: () => void;
  onDone: (answer: Given) => Promise<void>;
}) {
  const t = useWords();
  const [password, setPassword] = useState('');
  const go = useMutation({ mutationFn: () => requests[asked](password), onSuccess: onDone });
  return (
    <form
      style={{ width: '100%', maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        go.mutate();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t(`access.factor.ask.${asked}`)}</Text>
        <PasswordInput label={t('access.password.label')} value={password} autoFocus onChange={setPassword} />
        <FormError error={go.error} />
        <Group gap="xs">
          <Button type="submit" loading={go.isPending} {...(asked === 'end' ? { color: 'red' } : {})}>
            {t(`access.factor.go.${asked}`)}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('access.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The secret for the authenticator, as a picture and as text, and the first code out of it. */
function Confirm({
  begun,
  onCancel,
  onDone,
}: {
  begun: SecondFactor;
  onCancel: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useWords();
  const [code, setCode] = useState('');
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  const go = useMutation({ mutationFn: () => confirmSecondFactor(code), onSuccess: onDone });
  return (
    <form
      style={{ width: '100%', maxWidth: 520 }}
      onSubmit={(event) => {
        event.preventDefault();
        go.mutate();
      }}
    >
      <Stack gap="sm">
        <Text>{t('access.factor.scan')}</Text>
        <QrCode text={begun.totpURI} name={t('access.factor.picture')} />
        <OnceShown label={t('access.factor.secret')} value={secret} />
        <TextInput
          label={t('access.factor.firstCode')}
          value={code}
          required
          withAsterisk={false}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          maw={220}
          styles={{ input: { fontFamily: 'monospace', letterSpacing: '0.1em' } }}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <FormError error={go.error} />
        <Group gap="xs">
          <Button type="submit" loading={go.isPending}>
            {t('access.factor.confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('access.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Dark on white in every scheme: cameras read nothing else. */
function QrCode({ text, name }: { text: string; name: string }) {
  const { data, size } = encode(text, { border: 3 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      width={220}
      height={220}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Codes that each let in once, shown once. */
function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <Stack gap="sm" align="flex-start">
      <Text component="h3" fw={700} m={0} ref={head} tabIndex={-1}>
        {t('access.factor.codes')}
      </Text>
      <Text maw={620}>{t('access.factor.codesNote')}</Text>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs" className="no-print">
        <CopyButton text={codes.join('\n')} label={t('access.copy')} />
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('access.print')}
        </Button>
        <Button onClick={onDone}>{t('access.factor.kept')}</Button>
      </Group>
    </Stack>
  );
}
