import type { ToneName } from '../../components/Tone';
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
export const states: Record<string, { word: string; tone: ToneName }> = {
  open: { word: 'Open', tone: 'good' },
  'used-up': { word: 'Used up', tone: 'quiet' },
  expired: { word: 'Expired', tone: 'quiet' },
  revoked: { word: 'Revoked', tone: 'quiet' },
  locked: { word: 'Locked', tone: 'bad' },
};

/** What it shares, where that is known, or else the beginning of what its address says. */
export const nameOf = (link: ShareLink): string => link.secret ?? link.id.slice(0, 8);

export function factsOf(link: ShareLink): string {
  const facts = [`opened ${link.opened} of ${link.views}`];
  if (link.hasPassphrase) facts.push('with a passphrase');
  if (link.wrongPassphrases > 0) facts.push(`${link.wrongPassphrases} wrong`);
  return facts.join(' · ');
}
