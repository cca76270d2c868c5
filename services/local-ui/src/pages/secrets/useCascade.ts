import { useQuery } from '@tanstack/react-query';
import { getCascade } from '../../api/client';
import { SignedOut } from '../../api/errors';
import type { Cascade } from '../../api/model';

/** Is asked again with every new overview, as all that begins with 'secret' is. */
export function useCascade(key: string): { cascade: Cascade | undefined; problem: Error | null } {
  const { data, error } = useQuery({ queryKey: ['secret', key, 'cascade'], queryFn: ({ signal }) => getCascade(key, signal) });
  return { cascade: data, problem: error instanceof SignedOut ? null : error };
}
