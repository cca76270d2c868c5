import { Refused } from '../api/errors';
import { ask } from '../api/http';
import { Reader } from '../api/reader';

/** Who can say who somebody is. */
export interface Provider {
  name: string;
  title: string;
  configured: boolean;
  /** The keys that an admin would have to set. */
  missing: string[];
}

/** The ways to sign in beside a link and a key; none before an engine that has no such. */
export async function getProviders(signal?: AbortSignal): Promise<Provider[]> {
  try {
    return new Reader(await ask('/api/v1/sign-in', { signal }), 'the answer').list('providers', decodeProvider);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return [];
    throw error;
  }
}

function decodeProvider(json: unknown): Provider {
  const fields = new Reader(json, 'a provider');
  return { name: fields.text('name'), title: fields.text('title'), configured: fields.flag('configured'), missing: fields.texts('missing') };
}

/** Where a provider asks whether it may; what comes back from there ends at the path that is given here. */
export async function addressOf(url: string, back: string): Promise<string> {
  const address = new Reader(await ask(url, { method: 'POST', body: { return: back } }), 'the answer').text('url');
  const { protocol } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('The engine answered with an address that is none of a page.');
  return address;
}

/** What a provider, or the way back from it, came to; null for a word that is none. */
export function problemOf(word: string | null, title: string): string | null {
  // The address may hold anything, and an object has more names than its own.
  return word !== null && Object.hasOwn(problemWords, word) ? problemWords[word]!(title) : null;
}

const problemWords: Record<string, (title: string) => string> = {
  denied: (title) => `${title} says that you did not agree. Nothing was changed.`,
  state: () => 'The way back did not fit the way there: it was taken twice, in another browser, or too late. Try again from here.',
  'provider-down': (title) => `${title} does not answer, or not as it should. Try again in a while.`,
  'unknown-account': (title) => `That account of ${title} is nobody's here. Sign in another way and connect it, or ask an admin to name it for you.`,
  taken: (title) => `That account of ${title} is connected to somebody else here.`,
  'not-configured': (title) => `${title} is not set up here. An admin sets its client id and secret.`,
  unavailable: () => 'The platform could not keep what came back, since its database or its keys are away. Begin again in a while.',
  refused: (title) => `${title} refused. An admin finds the reason in the log of the Workflow Engine.`,
};
