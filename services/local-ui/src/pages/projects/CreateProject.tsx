import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { Dialog } from '../../components/Dialog';
import { createProject } from './projects';

export function CreateProject({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [, navigate] = useLocation();
  const create = useAction(createProject, [['projects']], ({ name }) => navigate(`/projects/${encodeURIComponent(name)}`));
  const close = () => {
    create.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  return (
    <Dialog opened={opened} onClose={close} title="New project">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput name="name" label="Name" description="Lower-case letters, digits and single dashes, such as web-shop. You are its first admin." required withAsterisk={false} autoComplete="off" spellCheck={false} data-autofocus />
          <ActionProblem error={create.error} title="It was not made" />
          <Group justify="flex-end"><Button variant="default" onClick={close}>Cancel</Button><Button type="submit" loading={create.isPending}>Make it</Button></Group>
        </Stack>
      </form>
    </Dialog>
  );
}
