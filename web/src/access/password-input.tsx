import { PasswordInput as MantinePasswordInput, Text } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { useWords } from '../language.ts';

/** A field for a password that can be shown, and that says when the keys write capitals. */
export function PasswordInput({
  label,
  value,
  isNew = false,
  description,
  error,
  autoFocus = false,
  onChange,
}: {
  label: string;
  value: string;
  /** Chosen here: the browser offers to make one, and does not fill in the old. */
  isNew?: boolean;
  description?: string;
  error?: string | undefined;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}) {
  const t = useWords();
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const hint = useId();
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div>
      <MantinePasswordInput
        label={label}
        value={value}
        required
        withAsterisk={false}
        autoFocus={autoFocus}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        autoCapitalize="none"
        spellCheck={false}
        visible={isShown}
        onVisibilityChange={setShown}
        visibilityToggleButtonProps={{
          'aria-label': t(isShown ? 'access.password.hide' : 'access.password.show'),
          tabIndex: 0,
        }}
        {...(description === undefined ? {} : { description })}
        error={error}
        styles={{ description: { color: 'var(--ink-soft)' } }}
        aria-describedby={hint}
        onKeyDown={look}
        onKeyUp={look}
        onBlur={() => setCapsLock(false)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div id={hint} role="status">
        {hasCapsLock ? (
          <Text size="sm" mt={4}>
            {t('access.password.capsLock')}
          </Text>
        ) : null}
      </div>
    </div>
  );
}
