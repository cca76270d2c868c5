/** What .NET writes for a span of time: "12:00:00", "1.00:00:00", "00:00:30.5". */
const format = /^(?:(\d+)\.)?(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/;

/** Whole seconds; NaN for what is no span. */
export function secondsOf(text: string): number {
  const [, days = '0', hours, minutes, seconds] = format.exec(text) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

const units: [seconds: number, name: string][] = [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']];

/** "15 minutes", "1 hour 30 minutes": as many units as it takes to say it exactly. */
export function spanOf(seconds: number): string {
  const parts: string[] = [];
  let left = Math.round(seconds);
  for (const [length, name] of units) {
    const count = Math.floor(left / length);
    left %= length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.join(' ') || '0 seconds';
}
