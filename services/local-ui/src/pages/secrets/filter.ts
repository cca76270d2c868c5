import { type Secret, type SecretState, secretStates } from '../../api/model';

export interface Filter {
  text: string;
  /** Empty means every state. */
  states: ReadonlySet<SecretState>;
}

export const noFilter: Filter = { text: '', states: new Set() };

function searchable({ key, path, tier, source, reference, description, usedBy }: Secret): string {
  return [key, path, tier, source, reference, description, ...usedBy].join('\n').toLowerCase();
}

/** Every word of the text has to occur somewhere in the row. */
export function matchingSecrets(secrets: Secret[], { text, states }: Filter): Secret[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return secrets.filter((secret) => {
    if (states.size > 0 && !states.has(secret.state)) return false;
    const row = searchable(secret);
    return words.every((word) => row.includes(word));
  });
}

export function withStateToggled(filter: Filter, state: SecretState): Filter {
  const states = new Set(filter.states);
  if (!states.delete(state)) states.add(state);
  return { ...filter, states };
}

/** The filter that an address holds; what is none is left out of account. */
export function filterOf(parameters: URLSearchParams): Filter {
  return { text: parameters.get('q') ?? '', states: new Set(secretStates.filter((state) => parameters.getAll('state').includes(state))) };
}

export function withFilter(parameters: URLSearchParams, { text, states }: Filter): URLSearchParams {
  const after = new URLSearchParams(parameters);
  after.delete('q');
  after.delete('state');
  if (text) after.set('q', text);
  for (const state of states) after.append('state', state);
  return after;
}
