import type { ToneName } from '../../components/Tone';

export const dependentWords: Record<string, { tone: ToneName; word: string }> = {
  used: { tone: 'good', word: 'Reads it' },
  'never-read': { tone: 'quiet', word: 'Declared, never read it' },
  undeclared: { tone: 'warning', word: 'Reads it, undeclared' },
};
