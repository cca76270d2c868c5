import type { Secret, SecretState } from '../../api/model';
import type { ToneName } from '../../components/Tone';

export const stateWords: Record<SecretState, string> = {
  found: 'Found',
  placeholder: 'Placeholder',
  missing: 'Missing',
  unavailable: 'Unavailable',
  denied: 'Denied',
  ambiguous: 'Ambiguous',
};

export const stateTones: Record<SecretState, ToneName> = {
  found: 'good',
  placeholder: 'warning',
  missing: 'bad',
  unavailable: 'warning',
  denied: 'bad',
  ambiguous: 'bad',
};

const sourceWords: Record<string, string> = {
  '1password': '1Password',
  apphost: 'AppHost',
  environment: 'Environment',
};

export function sourceWord(source: string): string {
  return sourceWords[source] ?? source;
}

/** What nobody requires may well be absent: the chip says so instead of raising an alarm. */
export function isHarmlesslyAbsent({ state, required }: Secret): boolean {
  return !required && (state === 'missing' || state === 'placeholder');
}

export function stateText(secret: Secret): string {
  return isHarmlesslyAbsent(secret) ? `${stateWords[secret.state]}, optional` : stateWords[secret.state];
}
