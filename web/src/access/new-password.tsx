import { passwordLengthMin } from '@tilik/server/client';
import { useWords } from '../language.ts';
import { PasswordInput } from './password-input.tsx';

/** A password that is chosen here: what it must be stands beside it, before it is refused. */
export function NewPassword({
  label,
  value,
  autoFocus = false,
  onChange,
}: {
  label: string;
  value: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}) {
  const t = useWords();
  const missing = passwordLengthMin - [...value].length;
  return (
    <PasswordInput
      isNew
      label={label}
      value={value}
      autoFocus={autoFocus}
      description={t('access.password.rules', { count: passwordLengthMin })}
      error={value !== '' && missing > 0 ? t('access.password.tooShort', { count: missing }) : undefined}
      onChange={onChange}
    />
  );
}

export const isLongEnough = (password: string): boolean => [...password].length >= passwordLengthMin;
