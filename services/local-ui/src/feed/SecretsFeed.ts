import { getOverview, streamUrl } from '../api/client';
import { decodeOverview } from '../api/decode';
import { SignedOut } from '../api/errors';
import { backoffMs } from './backoff';
import { type FeedState, initialState, received } from './feedState';

const firstEventMs = 10_000;

/**
 * The live document. EventSource gives up for good on any answer but 200 and never says why it failed,
 * so reconnecting is done here, and each failure is followed by a plain GET that learns the reason.
 */
export class SecretsFeed {
  #state = initialState;
  #listeners = new Set<() => void>();
  #stream: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #probe: AbortController | null = null;

  readonly getState = (): FeedState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly start = (): void => {
    this.stop();
    const stream = new EventSource(streamUrl);
    this.#stream = stream;
    stream.addEventListener('secrets', (event) => this.#receive(event.data));
    stream.addEventListener('error', () => void this.#fail('the live stream broke off'));
    this.#timer = setTimeout(() => void this.#fail('the live stream opened and stayed silent'), firstEventMs);
  };

  readonly stop = (): void => {
    this.#stream?.close();
    this.#stream = null;
    this.#probe?.abort();
    this.#probe = null;
    clearTimeout(this.#timer);
  };

  /** As if nothing had come yet: what is known may be of somebody else. */
  readonly restart = (): void => {
    this.#set(initialState);
    this.start();
  };

  /** Somebody else was told so. */
  readonly signedOut = (): void => {
    this.stop();
    this.#set({ ...initialState, phase: 'signed-out' });
  };

  #receive(data: string): void {
    clearTimeout(this.#timer);
    try {
      this.#set(received(decodeOverview(JSON.parse(data))));
    } catch (error) {
      void this.#fail(error instanceof SyntaxError ? "the engine's answer was no JSON" : (error as Error).message);
    }
  }

  async #fail(symptom: string): Promise<void> {
    this.stop();
    const attempts = this.#state.attempts + 1;
    const phase = this.#state.phase === 'live' ? 'reconnecting' : this.#state.phase;
    this.#set({ ...this.#state, phase, attempts, retryAt: null });

    const probe = new AbortController();
    this.#probe = probe;
    const outcome = await getOverview(probe.signal).then(
      (overview): Partial<FeedState> => ({ phase: 'reconnecting', overview, receivedAt: Date.now(), stale: false, problem: symptom }),
      (error: Error): Partial<FeedState> => error instanceof SignedOut ? { phase: 'signed-out' } : ({ phase: 'unreachable', stale: this.#state.overview !== null, problem: error.message }),
    );
    if (probe.signal.aborted) return;
    if (outcome.phase === 'signed-out') return this.signedOut();

    const delay = backoffMs(attempts);
    this.#timer = setTimeout(this.start, delay);
    this.#set({ ...this.#state, ...outcome, retryAt: Date.now() + delay });
  }

  #set(state: FeedState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
