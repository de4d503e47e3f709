import { Button, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useWords } from '../language.ts';

/** A link or a secret to take along. Where the browser lets no page copy, the text is selected to be copied by hand. */
export function OnceShown({ label, value }: { label: string; value: string }) {
  const t = useWords();
  const field = useRef<HTMLInputElement>(null);
  return (
    <Group align="end" gap="xs" wrap="wrap">
      <TextInput
        ref={field}
        label={label}
        value={value}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
        style={{ flex: '1 1 16rem' }}
        styles={{ input: { fontFamily: 'monospace' } }}
      />
      <CopyButton text={value} onRefused={() => field.current?.focus()} label={t('access.copy')} />
    </Group>
  );
}

/** Copies a text and says that it did. */
export function CopyButton({ text, label, onRefused }: { text: string; label: string; onRefused?: () => void }) {
  const t = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      onRefused?.();
    }
  };
  return (
    <Button
      variant="default"
      leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      onClick={() => void copy()}
    >
      <span role="status">{isCopied ? t('access.copied') : label}</span>
    </Button>
  );
}
