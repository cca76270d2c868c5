import { signIn } from './session';

const beginning = '#sign-in=';

/**
 * Signs in by the link that the page was opened with, and takes the code out of the address, so that it stays in no history.
 * @returns What went wrong, null when nothing did; undefined when the page was opened without one.
 */
export function signInByLink(location: Location, history: History): Promise<string | null> | undefined {
  if (!location.hash.startsWith(beginning)) return undefined;
  const code = location.hash.slice(beginning.length);
  history.replaceState(null, '', location.pathname + location.search);
  return signIn({ grant: 'code', code }).then(() => null, (error: Error) => error.message);
}
