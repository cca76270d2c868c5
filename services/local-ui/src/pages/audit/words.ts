import type { ToneName } from '../../components/Tone';
import type { AuditRecord, Chain } from './audit';

const outcomes: Record<string, { word: string; tone: ToneName }> = {
  hit: { word: 'Read', tone: 'quiet' },
  miss: { word: 'Not there', tone: 'warning' },
  stale: { word: 'Read, stale', tone: 'warning' },
  denied: { word: 'Denied', tone: 'bad' },
  error: { word: 'Error', tone: 'bad' },
  written: { word: 'Written', tone: 'accent' },
  removed: { word: 'Removed', tone: 'accent' },
  rotated: { word: 'Rotated', tone: 'good' },
  'rolled-back': { word: 'Rolled back', tone: 'warning' },
};

export const outcomeChoices = Object.entries(outcomes).map(([value, { word }]) => ({ value, label: word }));

const kinds: Record<string, string> = {
  access: 'Access',
  reads: 'Reads, counted',
  gap: 'Gap',
  header: 'Begin of a chain',
  recovered: 'Recovered after a crash',
  anchored: 'Anchored',
  closed: 'End of a chain',
};

export const kindChoices = [...Object.entries(kinds).map(([value, label]) => ({ value, label })), { value: 'all', label: 'All of them' }];

export const kindOf = (kind: string): string => kinds[kind] ?? kind;

/** What became of it; of a record that is about its chain, what it is. */
export function outcomeOf({ outcome, kind, refused }: AuditRecord): { word: string; tone: ToneName } {
  if (outcome === null) return { word: kindOf(kind), tone: kind === 'gap' ? 'bad' : 'quiet' };
  const known = outcomes[outcome] ?? { word: outcome, tone: 'quiet' as const };
  return refused ? { word: `${known.word}, refused`, tone: 'bad' } : known;
}

const chainStates: Record<string, { word: string; tone: ToneName }> = {
  open: { word: 'Whole, being written', tone: 'good' },
  closed: { word: 'Whole, closed', tone: 'good' },
  broken: { word: 'Broken', tone: 'bad' },
  replaced: { word: 'Replaced', tone: 'warning' },
};

export const chainStateOf = (state: string) => chainStates[state] ?? { word: state, tone: 'quiet' as const };

/** How far the records of a chain are proven. */
export const proofs: Record<string, string> = {
  keyed: 'every seal was checked with its key',
  unkeyed: 'some records have seals without a key',
  links: 'of some records only the links were checked: their key is not at hand',
};

export interface ChainTally {
  broken: number;
  unproven: number;
}

export function tallyChains(chains: Chain[]): ChainTally {
  return {
    broken: chains.filter(({ state }) => state === 'broken').length,
    unproven: chains.filter(({ state, proof }) => state !== 'broken' && proof !== null && proof !== 'keyed').length,
  };
}

const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

export const momentOf = (iso: string): string => moment.format(new Date(iso)).replace(',', '');
