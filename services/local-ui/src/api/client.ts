import { decodeCascade, decodeMe, decodeOverview } from './decode';
import { Refused } from './errors';
import { ask } from './http';
import type { Cascade, Me, Overview } from './model';

export const secretsUrl = '/api/v1/secrets';
export const streamUrl = '/api/v1/secret-events';
export const meUrl = '/api/v1/me';

/** A live page wants to say soon that it is not. */
const patience = 5_000;

export async function getOverview(signal?: AbortSignal): Promise<Overview> {
  return decodeOverview(await ask(secretsUrl, { signal, patience }));
}

export async function getCascade(key: string, signal?: AbortSignal): Promise<Cascade> {
  return decodeCascade(await ask(`${secretsUrl}/${encodeURIComponent(key)}`, { signal, patience }));
}

/** Who is signed in; null before an engine that leaves people to the hosted one. */
export async function getMe(signal?: AbortSignal): Promise<Me | null> {
  try {
    return decodeMe(await ask(meUrl, { signal }));
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}
