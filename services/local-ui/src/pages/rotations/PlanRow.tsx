import { Button, Table, Text } from '@mantine/core';
import { isOverdue, type Plan } from '../../api/rotations';
import { Absent } from '../../components/Absent';
import { Ago } from '../../components/Ago';
import { Tone } from '../../components/Tone';
import { useNow } from '../../hooks/useNow';
import { periodOf, stateOf } from './words';

interface Props {
  plan: Plan;
  onRotate: (secret: string) => void;
  onRun: (run: string) => void;
}

export function PlanRow({ plan, onRotate, onRun }: Props) {
  const { secret, rotator, every, window, lastAt, nextAt, run, failures, problem } = plan;
  const isDue = isOverdue(plan, useNow(30_000));
  const { word, tone } = stateOf(isDue && !run ? 'due' : plan.state);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <code className="key-title break">{secret}</code>
        <Text size="xs" c="dimmed" className="break">{rotator ? `by ${rotator}` : 'by people, where it is issued'}</Text>
        <span className="below-key"><Tone tone={tone}>{word}</Tone></span>
        {failures > 0 && <Text size="xs" c="red" className="break">failed {failures === 1 ? 'once' : `${failures} times`}{problem && `: ${problem}`}</Text>}
      </Table.Th>
      <Table.Td visibleFrom="sm"><Tone tone={tone}>{word}</Tone></Table.Td>
      <Table.Td visibleFrom="md">
        {every ? periodOf(every) : <Absent />}
        {window && <Text size="xs" c="dimmed" className="nowrap">{window} UTC</Text>}
      </Table.Td>
      <Table.Td visibleFrom="sm"><Ago at={lastAt} /></Table.Td>
      <Table.Td visibleFrom="xs"><Ago at={nextAt} /></Table.Td>
      <Table.Td ta="right">
        {run
          ? <Button size="compact-sm" variant="light" aria-label={`Show run of ${secret}`} onClick={() => onRun(run)}>Show run</Button>
          : rotator && <Button size="compact-sm" variant="default" aria-label={`Rotate ${secret}`} onClick={() => onRotate(secret)}>Rotate</Button>}
      </Table.Td>
    </Table.Tr>
  );
}
