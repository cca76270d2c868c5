import { useQuery } from '@tanstack/react-query';
import { getMe } from '../api/client';
import type { Me } from '../api/model';
import { usePlatform } from './Platform';

/** Who is signed in; null while that is not known, and before an engine that leaves people to the hosted one. */
export function useMe(): Me | null {
  const { entered, feed } = usePlatform();
  const { data } = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => getMe(signal), enabled: entered && feed.phase !== 'signed-out', staleTime: 60_000 });
  return data ?? null;
}

export function useIsAdmin(): boolean {
  return useMe()?.role === 'admin';
}
