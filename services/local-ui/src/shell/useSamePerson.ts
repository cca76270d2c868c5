import { useEffect, useRef } from 'react';
import { usePlatform } from '../session/Platform';
import { useMe } from '../session/useMe';

/** A session can become another person's without this tab being told, by a link that another one was opened with: then the page begins anew. */
export function useSamePerson(): void {
  const { entered, startOver } = usePlatform();
  const principal = useMe()?.principal ?? null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (!entered) before.current = null;
    else if (before.current !== null && principal !== null && principal !== before.current) startOver();
    else if (principal !== null) before.current = principal;
  }, [entered, principal, startOver]);
}
