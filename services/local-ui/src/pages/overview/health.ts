import { Reader } from '../../api/reader';
import type { ToneName } from '../../components/Tone';

export const partStates = ['healthy', 'degraded', 'unhealthy', 'away', 'hosted'] as const;

export interface Part {
  name: string;
  state: (typeof partStates)[number];
  /** What it lacks, in its own words. */
  problems: string[];
  milliseconds: number | null;
}

export function decodePart(json: unknown): Part {
  const fields = new Reader(json, 'a part');
  return { name: fields.text('name'), state: fields.oneOf('state', partStates), problems: fields.texts('problems'), milliseconds: fields.optionalNumber('milliseconds') };
}

export const partWords: Record<Part['state'], { tone: ToneName; word: string }> = {
  healthy: { tone: 'good', word: 'Healthy' },
  degraded: { tone: 'warning', word: 'Degraded' },
  unhealthy: { tone: 'bad', word: 'Unhealthy' },
  away: { tone: 'bad', word: 'Does not answer' },
  hosted: { tone: 'accent', word: 'Hosted' },
};
