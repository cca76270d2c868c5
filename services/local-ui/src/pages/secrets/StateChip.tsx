import type { Secret } from '../../api/model';
import { Tone } from '../../components/Tone';
import { isHarmlesslyAbsent, stateText, stateTones } from './words';

export function StateChip({ secret }: { secret: Secret }) {
  return <Tone tone={isHarmlesslyAbsent(secret) ? 'quiet' : stateTones[secret.state]}>{stateText(secret)}</Tone>;
}
