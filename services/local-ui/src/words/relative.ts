const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60 * 60, 'minute', 60],
  [24 * 60 * 60, 'hour', 60 * 60],
  [60 * 24 * 60 * 60, 'day', 24 * 60 * 60],
  [Infinity, 'month', 30 * 24 * 60 * 60],
];

/** "3 hours ago", "in 2 days"; whole units, never more than have passed or are left. */
export function relative(then: number, now: number): string {
  const seconds = Math.abs(then - now) / 1_000;
  if (seconds < 60) return then > now ? 'in less than a minute' : 'just now';
  const [, unit, length] = steps.find(([limit]) => seconds < limit)!;
  const count = Math.floor(seconds / length);
  return format.format(then > now ? count : -count, unit);
}
