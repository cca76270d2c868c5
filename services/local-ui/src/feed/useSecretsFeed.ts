import { useEffect, useState, useSyncExternalStore } from 'react';
import type { FeedState } from './feedState';
import { SecretsFeed } from './SecretsFeed';

/** @param ready What has to be over before the engine is asked: signing in. */
export function useSecretsFeed(ready?: Promise<unknown>): [FeedState, SecretsFeed] {
  const [feed] = useState(() => new SecretsFeed());
  useEffect(() => {
    let left = false;
    if (ready) void ready.then(() => left || feed.start());
    else feed.start();
    return () => {
      left = true;
      feed.stop();
    };
  }, [feed, ready]);
  return [useSyncExternalStore(feed.subscribe, feed.getState), feed];
}
