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
  bodies.clear();
  vi.stubGlobal('fetch', async (url: string, { signal, body }: RequestInit) => {
    requested.push(url);
    if (typeof body === 'string') bodies.set(url, body);
    const respond = answers.get(url);
    if (!respond) throw new TypeError('Failed to fetch');
    return Promise.race([
      respond(),
      new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ]);
  });
}

export async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

// What reads an answer's body takes a moment of the real clock, which the tests' own does not move; React holds back what it shows for some of that one.
const { setTimeout: inReality } = globalThis;

/** Until what one answer asks for is answered too, a few times over. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await act(() => new Promise((resolve) => inReality(resolve, 2)));
    await pass(50);
  }
}
