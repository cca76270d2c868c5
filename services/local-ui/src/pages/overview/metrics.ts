import { Reader } from '../../api/reader';
import type { ToneName } from '../../components/Tone';

export interface Metric {
  id: string;
  title: string;
  target: string;
  critical: boolean;
  status: string;
  result: string;
}

/** What the platform is held to, of a report of compliance; each report has the same. */
export function decodeMetrics(json: unknown): Metric[] {
  return new Reader(json, 'the report').list('metrics', (item) => {
    const fields = new Reader(item, 'a figure');
    return {
      id: fields.text('id'),
      title: fields.text('title'),
      target: fields.text('target'),
      critical: fields.flag('isCritical'),
      status: fields.text('status'),
      result: fields.text('result'),
    };
  });
}

export const metricTones: Record<string, { tone: ToneName; word: string }> = {
  met: { tone: 'good', word: 'Met' },
  missed: { tone: 'bad', word: 'Missed' },
  'no-data': { tone: 'quiet', word: 'No data' },
};
