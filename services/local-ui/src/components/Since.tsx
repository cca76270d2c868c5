import { ago } from '../secrets/ago';

export function Since({ at, now }: { at: string; now: number }) {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return at;
  return <time dateTime={at} title={then.toLocaleString()}>{ago(then.getTime(), now)}</time>;
}
