import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from './http';
import { Reader } from './reader';

/**
 * A list that the engine has, decoded item by item.
 * @param key Of the cache: what changes it invalidates by the same words.
 */
export function useEngineList<T>(key: readonly string[], url: string, decode: (json: unknown) => T, enabled = true): UseQueryResult<T[], Error> {
  return useQuery({ queryKey: key, enabled, queryFn: async ({ signal }) => new Reader({ list: await ask(url, { signal }) }, 'the list').list('list', decode) });
}

/** One document that the engine has. */
export function useEngine<T>(key: readonly string[], url: string, decode: (json: unknown) => T, enabled = true): UseQueryResult<T, Error> {
  return useQuery({ queryKey: key, enabled, queryFn: async ({ signal }) => decode(await ask(url, { signal })) });
}
