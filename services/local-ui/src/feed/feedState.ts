import type { Overview } from '../api/model';

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'unreachable' | 'signed-out';

export interface FeedState {
  phase: Phase;
  overview: Overview | null;
  receivedAt: number | null;
  /** The rows are from before the trouble began. */
  stale: boolean;
  problem: string | null;
  attempts: number;
  retryAt: number | null;
}

export const initialState: FeedState = {
  phase: 'connecting',
  overview: null,
  receivedAt: null,
  stale: false,
  problem: null,
  attempts: 0,
  retryAt: null,
};

export function received(overview: Overview): FeedState {
  return { ...initialState, phase: 'live', overview, receivedAt: Date.now() };
}
