import { decodeCascade, decodeOverview } from './decode';
import type { Cascade, Overview } from './model';

export const secretsUrl = '/api/v1/secrets';
export const streamUrl = '/api/v1/secret-events';

const patienceMs = 5_000;

/** Nobody is signed in, or no longer: trying again changes nothing. */
export class SignedOut extends Error {
  constructor() {
    super('nobody is signed in');
    this.name = 'SignedOut';
  }
}

export async function refusal(method: string, url: string, response: Response): Promise<string> {
  const answer = `${method} ${url} was answered with ${response.status} ${response.statusText}`.trimEnd();
  if (!response.headers.get('Content-Type')?.includes('json')) return answer;
  const problem: unknown = await response.json().catch(() => null);
  const detail = typeof problem === 'object' && problem !== null && 'detail' in problem ? problem.detail : null;
  return typeof detail === 'string' ? `${answer}: ${detail}` : answer;
}

async function getJson(url: string, signal?: AbortSignal): Promise<unknown> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), patienceMs);
  try {
    const signals = signal ? [signal, tooLong.signal] : [tooLong.signal];
    const response = await fetch(url, { headers: { Accept: 'application/json' }, signal: AbortSignal.any(signals) });
    if (response.status === 401) throw new SignedOut();
    if (!response.ok) throw new Error(await refusal('GET', url, response));
    return await response.json();
  } catch (error) {
    if (tooLong.signal.aborted) throw new Error(`GET ${url} got no answer within ${patienceMs / 1000} s`);
    // What fetch throws is a TypeError whose text differs from browser to browser.
    if (error instanceof TypeError) throw new Error(`GET ${url} did not get through: this page's own server is gone`);
    if (error instanceof SyntaxError) throw new Error(`GET ${url} was not answered with JSON`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

export async function getOverview(signal?: AbortSignal): Promise<Overview> {
  return decodeOverview(await getJson(secretsUrl, signal));
}

export async function getCascade(key: string, signal?: AbortSignal): Promise<Cascade> {
  return decodeCascade(await getJson(`${secretsUrl}/${encodeURIComponent(key)}`, signal));
}
