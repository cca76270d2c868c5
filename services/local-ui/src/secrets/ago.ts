const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60 * 60, 'minute', 60],
  [24 * 60 * 60, 'hour', 60 * 60],
  [60 * 24 * 60 * 60, 'day', 24 * 60 * 60],
  [Infinity, 'month', 30 * 24 * 60 * 60],
];

export function ago(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1_000);
  if (seconds < 60) return 'just now';
  const [, unit, length] = steps.find(([limit]) => seconds < limit)!;
  return format.format(-Math.floor(seconds / length), unit);
}
