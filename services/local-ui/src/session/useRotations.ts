import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askList } from '../api/list';
import { decodePlan, decodeRun, type Plan, rotationsUrl, type Run, runsUrl } from '../api/rotations';
import { useIsAdmin } from './useMe';

/** What is to become of each secret; nothing for members, who may not know. What changes a rotation invalidates ['rotations'] as a whole. */
export function usePlans(everyMs?: number): UseQueryResult<Plan[], Error> {
  return useQuery({ queryKey: ['rotations', 'plans'], queryFn: ({ signal }) => askList(rotationsUrl, decodePlan, signal), enabled: useIsAdmin(), refetchInterval: everyMs ?? false });
}

/** The last runs, of one secret or of all. */
export function useRuns(secret: string | null, everyMs?: number): UseQueryResult<Run[], Error> {
  const query = secret === null ? 'count=50' : `secret=${encodeURIComponent(secret)}&count=5`;
  return useQuery({ queryKey: ['rotations', 'runs', secret], queryFn: ({ signal }) => askList(`${runsUrl}?${query}`, decodeRun, signal), enabled: useIsAdmin(), refetchInterval: everyMs ?? false });
}
