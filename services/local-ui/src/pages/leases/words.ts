import type { ToneName } from '../../components/Tone';
import type { Lease } from './leases';

const reasons: Record<string, string> = {
  revoked: 'Revoked',
  expired: 'Expired',
  erased: 'Ended: the person was erased',
  lost: 'Ended: its login was gone',
  orphan: 'Ended: its login was of no lease',
  breach: 'Ended by an incident',
};

/** Soon: an active lease that ends within this is told apart. */
const soonMs = 5 * 60_000;

export function stateOf({ state, expiresAt, reason }: Lease, now: number): { word: string; tone: ToneName } {
  if (state === 'closing') return { word: 'Closing', tone: 'warning' };
  if (state !== 'active') return { word: reason === null ? 'Ended' : reasons[reason] ?? reason, tone: reason === 'breach' ? 'bad' : 'quiet' };
  return Date.parse(expiresAt) - now < soonMs ? { word: 'Ends soon', tone: 'warning' } : { word: 'Active', tone: 'good' };
}

export const isActive = ({ state }: Lease): boolean => state === 'active';

/** To choose from, as far as the profile lets. */
export function durationsOf(defaultSeconds: number, maxSeconds: number): number[] {
  return [...new Set([300, defaultSeconds, 1_800, maxSeconds])].filter((seconds) => seconds <= maxSeconds).sort((one, other) => one - other);
}
