import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { Dialog } from '../../components/Dialog';
import { write } from './ownSecrets';

export function AddOwnSecret({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const add = useAction(write, [['own']], onClose);
  const close = () => {
    add.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    // None of the name may be there: an old one is changed where it is seen.
    add.mutate({ name: String(fields.get('name')).trim(), value: String(fields.get('value')), expectedVersion: 0 });
  };
  return (
    <Dialog opened={opened} onClose={close} title="Add a secret of yours">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput name="name" label="Name" placeholder="github/token" required withAsterisk={false} autoComplete="off" spellCheck={false} data-autofocus classNames={{ input: 'mono' }} />
          <PasswordInput name="value" label="Value" required withAsterisk={false} autoComplete="off" />
          <ActionProblem error={add.error} title="It was not added" />
          <Group justify="flex-end"><Button variant="default" onClick={close}>Cancel</Button><Button type="submit" loading={add.isPending}>Add it</Button></Group>
        </Stack>
      </form>
    </Dialog>
  );
}
