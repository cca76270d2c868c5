import { focusManager, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getMe } from '../api/client';
import type { Me } from '../api/model';
import { createQueryClient } from '../api/queryClient';
import { useSecretsFeed } from '../feed/useSecretsFeed';
import { signInByLink } from './link';
import { PlatformContext } from './Platform';
import { signOut as endSession } from './session';
import { sessionTabs } from './tabs';
import { meKey } from './useMe';

/** @param signIn Signing in by the link that the page was opened with; what went wrong with it, or null. */
export function PlatformProvider({ signIn, children }: { signIn?: Promise<string | null> | undefined; children: ReactNode }) {
  const [state, feed] = useSecretsFeed(signIn);
  const [queries] = useState(() => createQueryClient(() => feed.signedOut()));
  const [entered, setEntered] = useState(false);
  const [linkProblem, setLinkProblem] = useState<string | null>(null);
  useEffect(() => void signIn?.then(setLinkProblem), [signIn]);

  if (state.overview && !entered) setEntered(true);

  // Whatever was asked while the engine was away, or by somebody who was no longer signed in, is asked again.
  const isLive = state.phase === 'live';
  const wasTrouble = useRef(false);
  useEffect(() => {
    if (!isLive) wasTrouble.current = true;
    else if (wasTrouble.current) {
      wasTrouble.current = false;
      void queries.invalidateQueries();
    }
  }, [isLive, queries]);

  // A new document says that something of the secrets is another now.
  useEffect(() => void queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => of === 'secret' || of === 'rotations' }), [state.overview, queries]);

  // Behind the dialog nobody looks: what would be refused is not asked.
  const isBehind = entered && state.phase === 'signed-out';
  useEffect(() => {
    if (!isBehind) return undefined;
    focusManager.setFocused(false);
    return () => focusManager.setFocused(undefined);
  }, [isBehind]);

  const left = useCallback(() => {
    feed.signedOut();
    setEntered(false);
    queries.clear();
  }, [feed, queries]);
  /** Nothing of whoever was there before stays: neither what was loaded nor what was typed or shown. */
  const startOver = useCallback(() => {
    feed.restart();
    setEntered(false);
    queries.clear();
  }, [feed, queries]);
  const came = useCallback(async () => {
    setLinkProblem(null);
    const before = queries.getQueryData<Me | null>(meKey);
    const now = before === undefined ? undefined : await getMe().catch(() => undefined);
    if (before === undefined || now === undefined || before?.principal !== now?.principal) return startOver();
    feed.start();
    void queries.invalidateQueries();
  }, [feed, queries, startOver]);
  const tabs = useRef<ReturnType<typeof sessionTabs> | null>(null);
  useEffect(() => {
    tabs.current = sessionTabs((news) => (news === 'out' ? left() : void came()));
    return () => tabs.current?.close();
  }, [came, left]);

  const signedIn = useCallback(async () => {
    await came();
    tabs.current?.tell('in');
  }, [came]);
  // A link that is pasted into the address of a page that is open already loads nothing.
  useEffect(() => {
    const onHash = () => void signInByLink(window.location, window.history)?.then((problem) => (problem === null ? signedIn() : setLinkProblem(problem)));
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [signedIn]);

  const platform = useMemo(() => ({
    feed: state,
    entered,
    linkProblem,
    retry: feed.start,
    startOver,
    signedIn,
    async signOut() {
      await endSession();
      tabs.current?.tell('out');
      left();
    },
  }), [state, entered, linkProblem, feed, startOver, signedIn, left]);

  return (
    <QueryClientProvider client={queries}>
      <PlatformContext value={platform}>{children}</PlatformContext>
    </QueryClientProvider>
  );
}
