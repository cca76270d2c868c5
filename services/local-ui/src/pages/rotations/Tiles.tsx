import type { Plan } from '../../api/rotations';
import { Stat } from '../../components/Stat';
import { Stats } from '../../components/Stats';
import { useNow } from '../../hooks/useNow';
import { tally } from './words';

export function Tiles({ plans }: { plans: Plan[] }) {
  const { due, underWay, attention, scheduled, byHand } = tally(plans, useNow(30_000));
  return (
    <Stats label="Summary">
      <Stat tone={attention ? 'bad' : 'quiet'} label="Need attention" value={attention} note={attention ? 'failed, or wait for a person' : 'none has failed'} />
      <Stat tone={due ? 'warning' : 'quiet'} label="Due" value={due} note={due ? 'their time has come' : 'all in time'} />
      <Stat tone={underWay ? 'accent' : 'quiet'} label="Under way" value={underWay} note="runs that have not ended" />
      <Stat tone="good" label="Scheduled" value={scheduled} note={`of ${plans.length} secrets`} />
      {byHand > 0 && <Stat label="By hand" value={byHand} note="replaced where they are issued" />}
    </Stats>
  );
}
