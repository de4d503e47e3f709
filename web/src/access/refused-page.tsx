import { Stack, Text, Title } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { roles } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { type Act, acts, type Session, useSession } from '../session.ts';

/** The page is not for this role: for whom it is, and whom to ask. */
export function RefusedPage({ act }: { act?: Act }) {
  const t = useWords();
  const language = useLanguage();
  const { lang } = useSearch({ strict: false });
  const session = useSession();
  const actor = session?.actor;
  const closed = session?.closed.find(({ place }) => act !== undefined && place === acts[act]);
  const names = (closed?.roles ?? []).map((role) => roles[role].label[language]);
  return (
    <Stack gap="sm" align="flex-start" maw={640}>
      <Title order={1} size="h2">
        {t('access.refused.title')}
      </Title>
      <Text>
        {actor ? t('access.refused.own', { role: roles[actor.role].label[language] }) : null}{' '}
        {names.length > 0
          ? t('access.refused.open', { roles: new Intl.ListFormat(language, { type: 'disjunction' }).format(names) })
          : t('access.refused.nobody')}
      </Text>
      <Text>{t('access.refused.ask')}</Text>
      <Link to="/" search={{ lang }} className="action">
        {t('access.refused.home')}
      </Link>
    </Stack>
  );
}

/** A share link shows one page; this is another. */
export function OtherViewPage({ view }: { view: NonNullable<Session['view']> }) {
  const t = useWords();
  return (
    <Stack gap="sm" align="flex-start" maw={640}>
      <Title order={1} size="h2">
        {t('access.sharedView.otherTitle')}
      </Title>
      <Text>{t('access.sharedView.otherDetail', { name: view.name })}</Text>
      <a href={`${view.page}?${view.search}`} className="action">
        {t('access.sharedView.back')}
      </a>
    </Stack>
  );
}
