import { Loader, Text, Timeline } from '@mantine/core';
import type { Run } from '../../api/rotations';
import { Ago } from '../../components/Ago';
import { Icon } from '../../components/Icon';
import type { Step } from './rotations';
import { type Milestone, milestones } from './steps';
import { stepWords } from './words';

const bullets: Record<Milestone['state'], React.ReactNode> = {
  done: <Icon name="check" size={13} />,
  current: <Loader size={12} color="currentColor" />,
  waiting: <Icon name="clock" size={13} />,
  failed: <Icon name="close" size={13} />,
  'to-come': null,
};

export function RunTimeline({ run, steps }: { run: Run; steps: Step[] }) {
  const line = milestones(run, steps);
  return (
    <Timeline component="ol" bulletSize={22} lineWidth={2} active={line.findLastIndex(({ state }) => state !== 'to-come')} className="run-line">
      {line.map(({ step, state, at, problems }) => {
        const words = stepWords[step] ?? { todo: step, done: step };
        return (
          <Timeline.Item key={step} component="li" bullet={bullets[state]} title={state === 'done' ? words.done : words.todo} lineVariant={state === 'done' ? 'solid' : 'dashed'} {...(state === 'failed' ? { color: 'red' } : {})}>
            {problems.map((problem, index) => <Text key={index} size="sm" c="red" className="break">{problem}</Text>)}
            {state === 'waiting' && run.notBefore && <Text size="sm" c="dimmed">Waits; goes on <Ago at={run.notBefore} />.</Text>}
            {state === 'current' && <Text size="sm" c="dimmed">Being done{run.attempts > 0 && `, after ${run.attempts} that failed`} …</Text>}
            {at && state !== 'current' && <Text size="xs" c="dimmed"><Ago at={at} /></Text>}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
