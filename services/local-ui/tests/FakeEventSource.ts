import { act } from '@testing-library/react';

/** Stands in for the browser's EventSource; the test plays the engine. */
export class FakeEventSource extends EventTarget {
  static all: FakeEventSource[] = [];
  static get open(): FakeEventSource[] {
    return this.all.filter(({ closed }) => !closed);
  }

  closed = false;

  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
  }

  close(): void {
    this.closed = true;
  }
}

export function theStream(): FakeEventSource {
  const [stream, ...others] = FakeEventSource.open;
  if (!stream || others.length > 0) throw new Error(`${FakeEventSource.open.length} streams are open, expected one`);
  return stream;
}

export async function send(document: unknown): Promise<void> {
  const data = typeof document === 'string' ? document : JSON.stringify(document);
  await act(async () => theStream().dispatchEvent(new MessageEvent('secrets', { data })));
}

export async function breakStream(): Promise<void> {
  await act(async () => theStream().dispatchEvent(new Event('error')));
}

