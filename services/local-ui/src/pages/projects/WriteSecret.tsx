import { Button, Group, NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { Dialog } from '../../components/Dialog';
import { type Environment, environments } from './projects';
import { writeSecret } from './secrets';

/** The first version of a secret; the next are written where it is seen. */
export function WriteSecret({ project, opened, onClose }: { project: string; opened: boolean; onClose: () => void }) {
  const write = useAction(writeSecret, [['projects', project]], onClose);
  const close = () => {
    write.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const environment = environments.find((one) => one === fields.get('environment')) as Environment;
    write.mutate({ project, environment, key: String(fields.get('key')).trim(), value: String(fields.get('value')), expectedVersion: 0 });
  };
  return (
    <Dialog opened={opened} onClose={close} title="Write a secret">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput name="key" label="Key" placeholder="STRIPE_API_KEY" required withAsterisk={false} autoComplete="off" spellCheck={false} data-autofocus classNames={{ input: 'mono' }} />
          <NativeSelect name="environment" label="Environment" data={[...environments]} />
          <PasswordInput name="value" label="Value" required withAsterisk={false} autoComplete="off" />
          <ActionProblem error={write.error} title="It was not written" />
          <Group justify="flex-end"><Button variant="default" onClick={close}>Cancel</Button><Button type="submit" loading={write.isPending}>Write it</Button></Group>
        </Stack>
      </form>
    </Dialog>
  );
}
