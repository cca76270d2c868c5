import { Button, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { SignedOut } from '../../../api/errors';
import { Problem } from '../../../components/Problem';
import { addUser } from './people';
import { roleChoices } from './words';

export function PersonForm({ onAdded }: { onAdded: () => void }) {
  const add = useMutation({ mutationFn: addUser, onSuccess: onAdded });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name)).trim();
    // What was refused stays, to be mended.
    add.mutate({ name: text('name'), displayName: text('displayName'), role: text('role') }, { onSuccess: () => form.reset() });
  };
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="person-title">
      <Title order={2} size="h4" id="person-title" mb="sm">Add a person</Title>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Group align="flex-end" gap="md">
            <TextInput name="name" label="Name" required withAsterisk={false} autoComplete="off" spellCheck={false} flex="1 1 10rem" />
            <TextInput name="displayName" label="Shown as, if you like" autoComplete="off" flex="1 1 10rem" />
            <NativeSelect name="role" label="Role" data={roleChoices} w={120} />
            <Button type="submit" loading={add.isPending}>Add</Button>
          </Group>
          {add.error && !(add.error instanceof SignedOut) && <Problem error={add.error} title="Nobody was added" />}
        </Stack>
      </form>
    </Paper>
  );
}
