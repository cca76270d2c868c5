import { Button, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { SignedOut } from '../../../api/errors';
import { Problem } from '../../../components/Problem';
import { issueKey } from './account';

const durations = [{ value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: 'A year' }];

export function KeyForm({ onIssued }: { onIssued: (key: string) => void }) {
  // A key is kept nowhere longer than it is shown.
  const issue = useMutation({ mutationFn: issueKey, onSuccess: ({ key }) => onIssued(key), gcTime: 0 });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    issue.mutate({ name: String(fields.get('name')).trim(), days: Number(fields.get('days')) });
  };
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="key-title">
      <Title order={2} size="h4" id="key-title" mb="sm">Issue a key</Title>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Group align="flex-end" gap="md">
            <TextInput name="name" label="What it is for" placeholder="My terminal" required withAsterisk={false} autoComplete="off" flex="1 1 14rem" />
            <NativeSelect name="days" label="Good for" data={durations} defaultValue="90" w={130} />
            <Button type="submit" loading={issue.isPending}>Issue the key</Button>
          </Group>
          {issue.error && !(issue.error instanceof SignedOut) && <Problem error={issue.error} title="No key was issued" />}
        </Stack>
      </form>
    </Paper>
  );
}
