import { ask } from './http';
import { Reader } from './reader';

/** An answer that is a list as a whole. */
export async function askList<T>(url: string, decode: (item: unknown) => T, signal?: AbortSignal): Promise<T[]> {
  return new Reader({ items: await ask(url, { signal }) }, 'the list').list('items', decode);
}
