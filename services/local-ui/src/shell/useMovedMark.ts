import { useLayoutEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Marks the document once somebody has gone from one page to another: only then does a page take the focus. */
export function useMovedMark(): void {
  const [location] = useLocation();
  const first = useRef(location);
  useLayoutEffect(() => {
    if (location === first.current || first.current === '/sign-in') first.current = location;
    else document.documentElement.dataset.moved = '';
  }, [location]);
}
