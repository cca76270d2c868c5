import { Alert, Group, Stack, Text, Title } from '@mantine/core';
import type { Run } from '../../api/rotations';
import { Absent } from '../../components/Absent';
import { Ago } from '../../components/Ago';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { Tone } from '../../components/Tone';
import { Who } from '../../components/Who';
import type { Step } from './rotations';
import { RunTimeline } from './RunTimeline';
import { TurnRun } from './TurnRun';
import { reasonWords, stateMeanings, stateOf } from './words';

export function RunDetails({ run, steps }: { run: Run; steps: Step[] }) {
  const { word, tone } = stateOf(run.state);
  return (
    <Stack gap="lg">
      <div>
        <Group gap="xs" mb="xs" role="status"><Tone tone={tone}>{word}</Tone></Group>
        <Text size="sm">{stateMeanings[run.state]}</Text>
      </div>
      {run.problem && <Alert color={run.endedAt ? 'gray' : 'red'} title={run.endedAt ? 'Why it ended so' : 'What went wrong last'}><Text size="sm" className="break">{run.problem}</Text></Alert>}
      <section>
        <Title order={3} size="h5" mb="sm">Step by step</Title>
        <RunTimeline run={run} steps={steps} />
      </section>
      <TurnRun run={run} />
      <Facts>
        <Fact name="Begun"><Ago at={run.startedAt} />, {reasonWords[run.reason] ?? run.reason}</Fact>
        <Fact name="Asked for by"><Who principal={run.requestedBy} /></Fact>
        <Fact name="Replaced by">{run.rotator}</Fact>
        <Fact name="Lives in">{run.destination ?? <Absent />}</Fact>
        {run.endedAt && <Fact name="Ended"><Ago at={run.endedAt} /></Fact>}
        <Fact name="Run"><code>{run.id}</code></Fact>
      </Facts>
    </Stack>
  );
}
