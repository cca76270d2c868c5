import { Button, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { grant } from './grants';
import { environments } from './projects';

const whiles = [{ value: '3600', label: '1 hour' }, { value: '86400', label: '1 day' }, { value: '604800', label: '7 days' }, { value: '2592000', label: '30 days' }];

export function AddGrant({ project }: { project: string }) {
  const add = useAction(grant, [['projects', project, 'grants']]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name)).trim();
    add.mutate({ project, to: text('to'), environment: text('environment'), key: text('key') || null, access: text('access'), ttlSeconds: Number(text('ttl')) }, { onSuccess: () => form.reset() });
  };
  return (
    <Paper withBorder p="md">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            <TextInput name="to" label="Grant to" placeholder="a name, or service:…" required withAsterisk={false} autoComplete="off" spellCheck={false} flex="1 1 11rem" />
            <TextInput name="key" label="Key" placeholder="all of them" autoComplete="off" spellCheck={false} flex="1 1 9rem" classNames={{ input: 'mono' }} />
            <NativeSelect name="environment" label="In" data={[...environments]} />
            <NativeSelect name="access" label="To" data={['read', 'write']} />
            <NativeSelect name="ttl" label="For" defaultValue="86400" data={whiles} />
            <Button type="submit" loading={add.isPending}>Grant</Button>
          </Group>
          <ActionProblem error={add.error} title="Nothing was granted" />
        </Stack>
      </form>
    </Paper>
  );
}
