import { Textarea, TextInput } from '@mantine/core';
import { useWords } from '../language.ts';

/** A description as dark as other soft text, under its field. */
export const note = {
  styles: { description: { color: 'var(--ink-soft)' } },
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
};

/** A name that must be there. */
export function NameField({
  label,
  value,
  isFirst,
  onChange,
}: {
  label: string;
  value: string;
  isFirst?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextInput
      label={label}
      value={value}
      required
      withAsterisk={false}
      autoFocus={isFirst ?? false}
      maxLength={120}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The id of a thing that is new; afterwards it stays. */
export function CodeField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords();
  return (
    <TextInput
      label={t('lists.code')}
      description={t('lists.codeNote')}
      {...note}
      value={value}
      required
      withAsterisk={false}
      pattern="[a-z0-9]+(-[a-z0-9]+)*"
      maxLength={60}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Other names by which a file may call a thing, one a line. */
export function AliasesField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords();
  return (
    <Textarea
      label={t('lists.aliases')}
      description={t('lists.aliasesNote')}
      {...note}
      value={value}
      autosize
      minRows={2}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
