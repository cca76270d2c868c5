import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../api/rotations';
import { Confirm } from '../../components/Confirm';
import { Dependents } from './Dependents';
import { turn } from './rotations';

const words = {
  'roll-back': { action: 'Roll back', title: 'Put the value of before in force again', text: 'The new value ends, and the one of before is in force again. Whoever has taken up the new one takes up the old one.' },
  retire: { action: 'Retire now', title: 'Retire the value of before', text: 'The value of before is accepted no more from now on. Whoever still uses it is refused. There is no way back from here.' },
} as const;

/** While both values are accepted there is a way back and a way on. */
export function TurnRun({ run }: { run: Run }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<keyof typeof words | null>(null);
  const turned = useMutation({
    mutationFn: turn,
    onSuccess: () => setAsked(null),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rotations'] }),
  });
  // What is at its first step has touched nothing yet.
  const canGoBack = run.endedAt === null && run.step !== 'prove' && run.state !== 'rolling-back';
  if (!canGoBack) return null;
  return (
    <Group gap="sm">
      <Button variant="default" onClick={() => setAsked('roll-back')}>Roll back</Button>
      {run.state === 'overlap' && <Button variant="default" onClick={() => setAsked('retire')}>Retire now</Button>}
      <Confirm
        opened={asked !== null}
        title={asked ? words[asked].title : ''}
        action={asked ? words[asked].action : ''}
        doing={turned}
        onConfirm={() => asked && turned.mutate({ id: run.id, action: asked })}
        onClose={() => setAsked(null)}
      >
        <Text size="sm">{asked && words[asked].text}</Text>
        <Dependents secret={run.secret} />
      </Confirm>
    </Group>
  );
}
