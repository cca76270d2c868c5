import { Button, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { SignedOut } from '../../api/errors';
import { Problem } from '../../components/Problem';
import { type Action, finishAction } from './incidents';
import { titleOf } from './words';

interface Props {
  incident: string;
  actions: Action[];
  nameOf: (principal: string) => string;
}

/** What no program can do: where, and what; whoever has done it says so, and how. */
export function ForPeople({ incident, actions, nameOf }: Props) {
  const queries = useQueryClient();
  const finish = useMutation({
    mutationFn: finishAction,
    onSuccess: (record) => queries.setQueryData(['incidents', incident], record),
    onError: () => queries.invalidateQueries({ queryKey: ['incidents', incident] }),
  });
  const submit = (number: number) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    finish.mutate({ id: incident, number, note: String(new FormData(event.currentTarget).get('note')).trim() || 'done' });
  };
  return (
    <section aria-labelledby="people-title">
      <Title order={2} size="h4" id="people-title" mb="sm">To be done by people</Title>
      {finish.error && !(finish.error instanceof SignedOut) && <Problem error={finish.error} title="It was not marked as done" />}
      <Paper withBorder component="ul" className="rows">
        {actions.map((action) => (
          <li key={action.number} className="rows-item">
            <div className="rows-what">
              <Text fw={600} className="break">{titleOf(action, nameOf)}</Text>
              <Text size="sm" className="break">{action.problem ?? action.detail}</Text>
              <form onSubmit={submit(action.number)}>
                <Group gap="xs" mt="xs" align="flex-end">
                  <TextInput name="note" label="What was done" size="sm" placeholder="For the report" autoComplete="off" flex="1 1 14rem" maw={420} />
                  <Button type="submit" size="sm" variant="light" aria-label={`Mark done: ${titleOf(action, nameOf)}`} loading={finish.isPending && finish.variables.number === action.number}>Mark done</Button>
                </Group>
              </form>
            </div>
          </li>
        ))}
      </Paper>
    </section>
  );
}
