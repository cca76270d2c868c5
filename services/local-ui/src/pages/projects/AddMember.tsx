import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { setMember } from './members';
import { roles } from './projects';

export function AddMember({ project }: { project: string }) {
  const add = useAction(setMember, [['projects', project]]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    add.mutate({ project, principal: String(fields.get('principal')).trim(), role: String(fields.get('role')) }, { onSuccess: () => form.reset() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput name="principal" label="Add a member" placeholder="a name, or service:mcp-gateway" required withAsterisk={false} autoComplete="off" spellCheck={false} flex="1 1 14rem" />
          <NativeSelect name="role" label="As" data={[...roles]} />
          <Button type="submit" loading={add.isPending}>Add</Button>
        </Group>
        <ActionProblem error={add.error} title="Nobody was added" />
      </Stack>
    </form>
  );
}
