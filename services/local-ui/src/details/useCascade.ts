import { useEffect, useState } from 'react';
import { getCascade } from '../api/client';
import type { Cascade, Overview } from '../api/model';

interface CascadeState {
  cascade: Cascade | null;
  problem: string | null;
}

/** Asks again with every new overview, and keeps showing the last answer meanwhile. */
export function useCascade(key: string, overview: Overview): CascadeState {
  const [state, setState] = useState<CascadeState>({ cascade: null, problem: null });
  useEffect(() => {
    const abandoned = new AbortController();
    getCascade(key, abandoned.signal).then(
      (cascade) => abandoned.signal.aborted || setState({ cascade, problem: null }),
      (error: Error) => abandoned.signal.aborted || setState(({ cascade }) => ({ cascade, problem: error.message })),
    );
    return () => abandoned.abort();
  }, [key, overview]);
  return state;
}
