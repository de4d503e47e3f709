import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLink, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { roles } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import type { Session } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { lastDayBefore } from './days.ts';
import { signOut } from './queries.ts';

/** Who is signed in, and the ways to their account and out. */
export function WhoIsIn({ actor }: { actor: NonNullable<Session['actor']> }) {
  const t = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const { lang } = useSearch({ strict: false });
  const leave = useMutation({
    mutationFn: signOut,
    // A new page: nothing of what was shown is left in this one's memory.
    onSuccess: () => window.location.assign(lang === undefined ? '/masuk' : `/masuk?lang=${lang}`),
  });
  const isPerson = actor.kind === 'person';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('access.who', { name: actor.name })}>
          <IconUserCircle size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* A line of text, which the menu's keys pass by. */}
        <div style={{ padding: '0.4rem 0.75rem', maxWidth: 240 }}>
          <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {actor.name}
          </Text>
          <Text size="sm" className="soft">
            {roles[actor.role].label[language]}
          </Text>
        </div>
        {isPerson ? (
          <>
            <Menu.Item
              leftSection={<IconUserCircle size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/akun', search: { lang } })}
            >
              {t('access.account.title')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
              {t('access.signOut')}
            </Menu.Item>
          </>
        ) : (
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/masuk', search: { lang } })}
          >
            {t('access.signIn.title')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A visitor of the demo is told as whom they look round. */
export function DemoNote({ session }: { session: Session }) {
  const t = useWords();
  const language = useLanguage();
  if (session.actor?.kind !== 'demo') return null;
  return (
    <div className="sample" style={{ margin: '0 0 0.5rem', borderRadius: 8 }} role="note">
      <strong>{t('access.demo.title')}.</strong>{' '}
      {t('access.demo.detail', { role: roles[session.actor.role].label[language] })}
    </div>
  );
}

/** What a share link shows, and for how long. */
export function SharedNote({ session }: { session: Session }) {
  const t = useWords();
  const language = useLanguage();
  const { view } = session;
  if (!view) return null;
  return (
    <div className="shared" role="note">
      <IconLink size={17} aria-hidden />
      <span>
        <strong>{t('access.sharedView.title', { until: formatDay(lastDayBefore(view.expiresAt), language) })}</strong>{' '}
        {t('access.sharedView.detail', {
          name: view.name,
          from: formatDay(view.fromOn, language),
          to: formatDay(view.toOn, language),
        })}{' '}
        <a href="/bagi">{t('access.sharedView.close')}</a>
      </span>
    </div>
  );
}

/** A reader of approved figures is told how far they reach. */
export function ApprovedNote({ session }: { session: Session }) {
  const t = useWords();
  const language = useLanguage();
  if (session.actor?.role !== 'pembaca' || session.view || session.approvedUntil === null) return null;
  return (
    <div className="shared" role="note">
      {t('access.approved.until', { day: formatDay(session.approvedUntil, language) })}
    </div>
  );
}
