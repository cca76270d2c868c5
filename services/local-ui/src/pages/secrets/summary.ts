import type { Secret } from '../../api/model';

export interface Summary {
  total: number;
  found: number;
  placeholder: number;
  missing: number;
  missingRequired: number;
  unavailable: number;
  denied: number;
  ambiguous: number;
  fromOnePassword: number;
}

export function summarize(secrets: Secret[]): Summary {
  const count = (matches: (secret: Secret) => boolean) => secrets.filter(matches).length;
  return {
    total: secrets.length,
    found: count(({ state }) => state === 'found'),
    placeholder: count(({ state }) => state === 'placeholder'),
    missing: count(({ state }) => state === 'missing'),
    missingRequired: count(({ state, required }) => state === 'missing' && required),
    unavailable: count(({ state }) => state === 'unavailable'),
    denied: count(({ state }) => state === 'denied'),
    ambiguous: count(({ state }) => state === 'ambiguous'),
    fromOnePassword: count(({ state, source }) => state === 'found' && source === '1password'),
  };
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}
