import type { Secret } from '../api/model';
import { isHarmlesslyAbsent, stateText } from '../secrets/words';

export function StateChip({ secret }: { secret: Secret }) {
  const tone = isHarmlesslyAbsent(secret) ? 'optional' : secret.state;
  return <span className={`chip tone-${tone}`}>{stateText(secret)}</span>;
}
