import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createQueryClient } from '../api/queryClient';
import { useSecretsFeed } from '../feed/useSecretsFeed';
import { PlatformContext } from './Platform';
import { signOut as endSession } from './session';
import { sessionTabs } from './tabs';

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
  useEffect(() => void queries.invalidateQueries({ queryKey: ['secret'] }), [state.overview, queries]);

  const left = useCallback(() => {
    feed.signedOut();
    setEntered(false);
    queries.clear();
  }, [feed, queries]);
  // It may be another person than before.
  const came = useCallback(() => {
    setLinkProblem(null);
    feed.start();
    void queries.resetQueries();
  }, [feed, queries]);
  const tabs = useRef<ReturnType<typeof sessionTabs> | null>(null);
  useEffect(() => {
    tabs.current = sessionTabs((news) => (news === 'out' ? left() : came()));
    return () => tabs.current?.close();
  }, [came, left]);

  const platform = useMemo(() => ({
    feed: state,
    entered,
    linkProblem,
    retry: feed.start,
    signedIn() {
      came();
      tabs.current?.tell('in');
    },
    async signOut() {
      await endSession();
      tabs.current?.tell('out');
      left();
    },
  }), [state, entered, linkProblem, feed, came, left]);

  return (
    <QueryClientProvider client={queries}>
      <PlatformContext value={platform}>{children}</PlatformContext>
    </QueryClientProvider>
  );
}
