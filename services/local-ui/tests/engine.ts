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
