import { Alert } from '@mantine/core';
import { Link, useLocation, useSearch } from '@tanstack/react-router';
import { issuesOf } from '../api.ts';
import { useWords } from '../language.ts';

/** Why a form was refused, beside the form: what was typed stands there still. */
export function FormError({ error }: { error: Error | null }) {
  const t = useWords();
  const { lang } = useSearch({ strict: false });
  const here = useLocation({ select: ({ href }) => href });
  if (!error) return null;
  const problem = 'problem' in error ? (error.problem as { title: string; detail: string; code: string }) : undefined;
  const issues = issuesOf(error);
  return (
    <Alert color="red" variant="light" title={problem?.title ?? t('access.notReached')} role="alert">
      {problem?.detail ?? t('access.notReachedDetail')}
      {issues.length > 0 ? (
        <ul className="plain">
          {issues.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{message}</li>
          ))}
        </ul>
      ) : null}
      {problem?.code === 'sign-in-again' ? (
        <div>
          <Link to="/masuk" search={{ lang, next: here, again: true }}>
            {t('access.signIn.again')}
          </Link>
        </div>
      ) : null}
    </Alert>
  );
}
