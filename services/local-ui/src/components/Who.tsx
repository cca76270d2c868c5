import { useNames } from '../session/useNames';
import { Absent } from './Absent';

/** A principal by name; the id under the pointer. */
export function Who({ principal }: { principal: string | null | undefined }) {
  const nameOf = useNames();
  if (!principal) return <Absent />;
  return <span title={principal} className="break">{nameOf(principal)}</span>;
}
