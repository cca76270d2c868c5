import { Text } from '@mantine/core';
import { isOverdue } from '../../api/rotations';
import { Ago } from '../../components/Ago';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Tone } from '../../components/Tone';
import { useNow } from '../../hooks/useNow';
import { usePlans, useRuns } from '../../session/useRotations';

/** When it was replaced, and when it will be. */
export function Rotation({ secret }: { secret: string }) {
  const plan = usePlans().data?.find((one) => one.secret === secret);
  const runs = useRuns(secret);
  const now = useNow(30_000);
  return (
    <>
      {plan && (
        <Facts>
          <Fact name="Period">{plan.every ?? 'none: it is rotated on demand'}</Fact>
          <Fact name="By">{plan.rotator ?? 'by hand: nothing here can'}</Fact>
          <Fact name="Last"><Ago at={plan.lastAt} /></Fact>
          <Fact name="Next">{isOverdue(plan, now) ? <Tone tone="warning">Due</Tone> : <Ago at={plan.nextAt} />}</Fact>
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
