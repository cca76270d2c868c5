import { Text } from '@mantine/core';
import { useEngineList } from '../../api/useEngine';
import { Ago } from '../../components/Ago';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Tone } from '../../components/Tone';
import { decodeRun } from './history';
import { usePlan } from './usePlans';

/** When it was replaced, and when it will be. */
export function Rotation({ secret }: { secret: string }) {
  const plan = usePlan(secret);
  const runs = useEngineList(['secret', secret, 'runs'], `/api/v1/rotations/runs?secret=${encodeURIComponent(secret)}&count=5`, decodeRun);
  return (
    <>
      {plan && (
        <Facts>
          <Fact name="Period">{plan.every ?? 'none: it is rotated on demand'}</Fact>
          <Fact name="By">{plan.rotator ?? 'by hand: nothing here can'}</Fact>
          <Fact name="Last"><Ago at={plan.lastAt} /></Fact>
          <Fact name="Next"><Ago at={plan.nextAt} /></Fact>
        </Facts>
      )}
      <Loaded query={runs} what="its rotations" rows={2}>
        {(list) => list.length === 0 ? <Text c="dimmed" mt="xs">It was not rotated yet.</Text> : (
          <ol className="timeline">
            {list.map(({ id, state, reason, rotator, startedAt, problem }) => (
              <li key={id}>
                <Tone tone={state === 'finished' || state === 'overlap' ? 'good' : state === 'failed' ? 'bad' : 'quiet'}>{state}</Tone> by {rotator}, {reason}
                <Text size="xs" c="dimmed"><Ago at={startedAt} /></Text>
                {problem && <Text size="sm" className="break">{problem}</Text>}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </>
  );
}
