import { createContext, useContext } from 'react';
import type { FeedState } from '../feed/feedState';

/** What every page stands on: the live document, and who may come in. */
export interface Platform {
  feed: FeedState;
  /** Was anybody in since the page was opened, or since somebody left? Then there is something to come back to. */
  entered: boolean;
  /** What went wrong with the link that the page was opened with. */
  linkProblem: string | null;
  retry(): void;
  signedIn(): Promise<void>;
  /** Leaves nothing of whoever was there before. */
  startOver(): void;
  signOut(): Promise<void>;
}

export const PlatformContext = createContext<Platform | null>(null);

export function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  if (!platform) throw new Error('usePlatform is for what stands inside PlatformProvider');
  return platform;
}
