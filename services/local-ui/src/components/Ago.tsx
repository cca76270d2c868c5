import { useNow } from '../hooks/useNow';
import { relative } from '../words/relative';
import { Absent } from './Absent';

/** A time as people say it, before or after now; exact under the pointer. */
export function Ago({ at }: { at: string | null | undefined }) {
  // Reads the clock itself: what has just happened is not in the future of the last tick.
  useNow(30_000);
  if (!at) return <Absent />;
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return at;
  return <time dateTime={at} title={then.toLocaleString()} className="nowrap">{relative(then.getTime(), Date.now())}</time>;
}
