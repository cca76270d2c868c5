import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listUsers } from '../api/users';
import { useMe } from './useMe';

/** What people call a principal: an admin reads names where the engine has ids; everybody else at least their own. */
export function useNames(): (principal: string) => string {
  const me = useMe();
  const { data } = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => listUsers(signal), enabled: me?.role === 'admin', staleTime: 60_000 });
  return useCallback((principal: string) => {
    const [kind, id = ''] = principal.split(/:(.*)/s);
    if (principal === me?.principal) return me.displayName ?? me.name;
    if (kind === 'engine') return `engine, ${id}`;
    if (kind !== 'user') return principal.replace(/^service:/, '');
    const user = data?.find((one) => one.id === id);
    if (user?.erasedAt) return 'somebody erased';
    return user?.displayName ?? user?.name ?? `${principal.slice(0, 13)}…`;
  }, [me, data]);
}
