import type { ReactNode } from 'react';
import { EmptyState } from '../components/EmptyState';
import { Loaded } from '../components/Loaded';
import { Page } from '../components/Page';
import { useWho } from '../session/useMe';

/** The engine decides; this saves members a page of refusals. */
export function AdminsOnly({ title, children }: { title: string; children: ReactNode }) {
  const who = useWho();
  if (who.data?.role === 'admin') return children;
  return (
    <Page title={title}>
      <Loaded query={who} what="who you are">
        {(me) => (
          <EmptyState icon="shield" title="This page is for admins">
            You are signed in as {me ? `${me.displayName ?? me.name}, a member` : 'somebody whom the engine does not name'}. Ask an admin of this platform to look for you, or for the role.
          </EmptyState>
        )}
      </Loaded>
    </Page>
  );
}
