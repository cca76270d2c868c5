import { act } from '@testing-library/react';
import { vi } from 'vitest';

type Answer = () => Response | Promise<Response>;

const answers = new Map<string, Answer>();

export const requested: string[] = [];

const bodies = new Map<string, string>();

/** The last body that was sent to an address. */
export const sent = (url: string): string | undefined => bodies.get(url);

export const json = (body: unknown, status = 200, type = 'application/json') => () =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });

export const down = json({ detail: 'http://localhost:8181 is not answering (ECONNREFUSED)' }, 502, 'application/problem+json');

export function answer(url: string, with_: Answer): void {
  answers.set(url, with_);
}

export function installEngine(): void {
  answers.clear();
  requested.length = 0;
  underWay = 0;
  bodies.clear();
  vi.stubGlobal('fetch', async (url: string, { signal, body }: RequestInit) => {
    requested.push(url);
    if (typeof body === 'string') bodies.set(url, body);
    const respond = answers.get(url);
    if (!respond) throw new TypeError('Failed to fetch');
    return tracked(Promise.race([
      respond(),
      new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ]).then(readTracked));
  });
}

/** What was asked and is not answered yet, or answered and not read. */
let underWay = 0;

async function tracked<T>(work: Promise<T>): Promise<T> {
  underWay++;
  try {
    return await work;
  } finally {
    underWay--;
  }
}

function readTracked(response: Response): Response {
  const read = response.json.bind(response);
  response.json = () => tracked(read());
  return response;
}

export async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

// What reads an answer's body takes a moment of the real clock, which the tests' own does not move.
const { setTimeout: inReality } = globalThis;

const page = () => `${requested.length} ${document.body.innerHTML}`;

/** Until every answer is read, and neither that nor the clock makes the page ask or draw anything more. */
export async function settle(): Promise<void> {
  let before: string;
  do {
    before = page();
    await act(() => new Promise((resolve) => inReality(resolve, 0)));
    await pass(50);
  } while (underWay > 0 || page() !== before);
}
