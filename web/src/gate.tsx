import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation, useMatches, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { OtherViewPage, RefusedPage } from './access/refused-page.tsx';
import { settingsTabs } from './access/settings-tabs.ts';
import { pageOf } from './pages.ts';
import { sessionQuery, useMay } from './session.ts';
import { Failed, Loading } from './ui/states.tsx';

/** Pages for those who are not signed in. */
const openPaths: readonly string[] = ['/masuk', '/mulai', '/sandi'];
export const isOpenPath = (path: string): boolean => openPaths.includes(path);

/** Lets a page be seen by whom it is open to; leads others to sign in and back, or says who may. */
export function Gate(): ReactElement {
  const session = useQuery(sessionQuery);
  const may = useMay();
  const address = useLocation();
  // Of the page that is drawn: while another is on its way, the address is that one's already.
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' });
  const { lang } = useSearch({ strict: false });
  if (session.isPending) return <Loading height={480} />;
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;
  const { actor, firstRun, view } = session.data;
  if (isOpenPath(pathname)) return <Outlet />;
  if (!actor) {
    if (isOpenPath(address.pathname)) return <Loading height={480} />;
    if (firstRun) return <Navigate to="/mulai" search={{ lang }} replace />;
    return <Navigate to="/masuk" search={{ lang, next: address.href === '/' ? undefined : address.href }} replace />;
  }
  if (view && view.page !== pathname) return <OtherViewPage view={view} />;
  const page = view ? undefined : pageOf(pathname);
  if (page && !may(page.act)) return <RefusedPage act={page.act} />;
  if (pathname === '/pengaturan' && !settingsTabs.some(({ act }) => may(act))) return <RefusedPage act="seeShares" />;
  if (pathname === '/akun' && actor.kind !== 'person') return <RefusedPage />;
  return <Outlet />;
}
