import { useEffect, useState, useSyncExternalStore } from 'react';
import type { FeedState } from './feedState';
import { SecretsFeed } from './SecretsFeed';

export function useSecretsFeed(): [FeedState, () => void] {
  const [feed] = useState(() => new SecretsFeed());
  useEffect(() => {
    feed.start();
    return feed.stop;
  }, [feed]);
  return [useSyncExternalStore(feed.subscribe, feed.getState), feed.start];
}
