import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type Dependent, listDependents } from '../api/dependents';

/** Who breaks when a secret changes. It is asked again with every new overview, as all that begins with 'secret' is. */
export function useDependents(secret: string): UseQueryResult<Dependent[], Error> {
  return useQuery({ queryKey: ['secret', secret, 'dependents'], queryFn: ({ signal }) => listDependents(secret, signal) });
}
