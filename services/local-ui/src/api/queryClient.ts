import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { backoffMs } from '../feed/backoff';
import { SignedOut, Unavailable } from './errors';

/** What came from the engine, kept while somebody looks at it. An engine that is away is asked again; one that says no is not. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof SignedOut) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => error instanceof Unavailable && failures < 2,
        retryDelay: (failures) => backoffMs(failures + 1),
        staleTime: 5_000,
        // Whether this machine has a network says nothing of a platform on loopback.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
