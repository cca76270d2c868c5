import { Reader } from '../../api/reader';
import type { ToneName } from '../../components/Tone';

/** A service that uses a secret, declared in the catalog or seen to read it. */
export interface Dependent {
  service: string;
  state: string;
  reads: number;
  lastRead: string | null;
}

export function decodeDependents(json: unknown): Dependent[] {
  return new Reader(json, 'the answer').list('services', (item) => {
    const fields = new Reader(item, 'a service');
    return { service: fields.text('service'), state: fields.text('state'), reads: fields.number('reads'), lastRead: fields.optionalText('lastRead') };
  });
}

export const dependentWords: Record<string, { tone: ToneName; word: string }> = {
  used: { tone: 'good', word: 'Reads it' },
  'never-read': { tone: 'quiet', word: 'Declared, never read it' },
  undeclared: { tone: 'warning', word: 'Reads it, undeclared' },
};
