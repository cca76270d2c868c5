import type { ShareLink } from './shares';

export const durations = [
  { seconds: 3_600, label: '1 hour' },
  { seconds: 86_400, label: '1 day' },
  { seconds: 7 * 86_400, label: '7 days' },
  { seconds: 30 * 86_400, label: '30 days' },
] as const;

export const defaultDuration = durations[1].seconds;

export const timesOf = (count: number): string => (count === 1 ? 'once' : `${count} times`);

export function dateOf(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The words of the states, and the tone that each has on the page. */
export const states: Record<string, { word: string; tone: string }> = {
  open: { word: 'Open', tone: 'found' },
  'used-up': { word: 'Used up', tone: 'optional' },
  expired: { word: 'Expired', tone: 'optional' },
  revoked: { word: 'Revoked', tone: 'optional' },
  locked: { word: 'Locked', tone: 'missing' },
};

export function factsOf(link: ShareLink): string {
  const facts = [`opened ${link.opened} of ${link.views}`, `made ${dateOf(link.createdAt)}`];
  if (link.state === 'open') facts.push(`until ${dateOf(link.expiresAt)}`);
  if (link.hasPassphrase) facts.push('with a passphrase');
  if (link.wrongPassphrases > 0) facts.push(`${link.wrongPassphrases} wrong`);
  return facts.join(' · ');
}
