export function ClockTime({ at }: { at: number }) {
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{date.toLocaleTimeString(undefined, { hourCycle: 'h23' })}</time>;
}
