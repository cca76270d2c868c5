import { Refused, SignedOut, Unavailable } from './errors';

const patienceMs = 15_000;

/** What a gateway says for somebody who does not answer, and what the engine says while its database is away. */
const away = new Set([502, 503, 504]);

export interface Ask {
  method?: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** An action that takes long is given more than a look. */
  patience?: number;
}

/** The one way to the engine. What comes back is decoded by whoever asked, field by field. */
export async function ask(url: string, { method = 'GET', body, signal, patience = patienceMs }: Ask = {}): Promise<unknown> {
  const response = await send(url, { method, body, signal, patience });
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw await refusalOf(method, url, response);
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    throw new Unavailable(`${method} ${url} was not answered with JSON`);
  }
}

async function send(url: string, { method, body, signal, patience }: Required<Pick<Ask, 'method' | 'patience'>> & Ask): Promise<Response> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), patience);
  try {
    return await fetch(url, {
      method,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      signal: signal ? AbortSignal.any([signal, tooLong.signal]) : tooLong.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (tooLong.signal.aborted) throw new Unavailable(`${method} ${url} got no answer within ${patience / 1000} s`);
    // What fetch throws is a TypeError whose text differs from browser to browser.
    if (error instanceof TypeError) throw new Unavailable(`${method} ${url} did not get through: this page's own server is gone`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function refusalOf(method: string, url: string, response: Response): Promise<Error> {
  const answer = `${method} ${url} was answered with ${response.status} ${response.statusText}`.trimEnd();
  const { detail, outcome } = await problemOf(response);
  if (away.has(response.status)) return new Unavailable(detail ? `${answer}: ${detail}` : answer);
  return new Refused(detail ?? answer, response.status, outcome);
}

/** RFC 9457, as far as it is for people; of anything else nothing is shown. */
async function problemOf(response: Response): Promise<{ detail: string | null; outcome: string | null }> {
  const isJson = response.headers.get('Content-Type')?.includes('json');
  const problem: unknown = isJson ? await response.json().catch(() => null) : null;
  const read = (name: string) => {
    const value = typeof problem === 'object' && problem !== null ? (problem as Record<string, unknown>)[name] : null;
    return typeof value === 'string' ? value : null;
  };
  return { detail: [read('detail'), errorsOf(problem)].filter(Boolean).join(' ') || null, outcome: read('outcome') };
}

/** All that is wrong with what was sent, at once. */
function errorsOf(problem: unknown): string | null {
  const errors = (problem as { errors?: unknown } | null)?.errors;
  if (typeof errors !== 'object' || errors === null) return null;
  return Object.values(errors).flat().filter((text) => typeof text === 'string').join(' ') || null;
}
