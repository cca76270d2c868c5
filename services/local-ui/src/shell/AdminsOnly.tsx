import type { ReactNode } from 'react';
import { EmptyState } from '../components/EmptyState';
import { Loading } from '../components/Loading';
import { Page } from '../components/Page';
import { useMe } from '../session/useMe';

/** The engine decides; this saves members a page of refusals. */
export function AdminsOnly({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  if (me === null) return <Loading what={title.toLowerCase()} />;
  if (me.role === 'admin') return children;
  return (
    <Page title={title}>
      <EmptyState icon="shield" title="This page is for admins">
        You are signed in as {me.displayName ?? me.name}, a member. Ask an admin of this platform to look for you, or for the role.
      </EmptyState>
    </Page>
  );
}
