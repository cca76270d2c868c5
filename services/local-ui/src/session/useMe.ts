import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getMe } from '../api/client';
import type { Me } from '../api/model';
import { usePlatform } from './Platform';

export const meKey = ['me'] as const;

/** Who is signed in, as far as it is known: that it is not known yet, or cannot be found out, is not that somebody is a member. */
export function useWho(): UseQueryResult<Me | null, Error> {
  const { entered, feed } = usePlatform();
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => getMe(signal), enabled: entered && feed.phase !== 'signed-out', staleTime: 60_000 });
}

/** Who is signed in; null while that is not known, and before an engine that leaves people to the hosted one. */
export function useMe(): Me | null {
  return useWho().data ?? null;
}

export function useIsAdmin(): boolean {
  return useMe()?.role === 'admin';
}
