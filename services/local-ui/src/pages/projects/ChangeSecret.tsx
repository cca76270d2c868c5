import { Button, PasswordInput, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { Section } from '../../components/Section';
import { type Place, writeSecret } from './secrets';

/** @param version Of what is replaced; 0 for nothing. */
export function ChangeSecret({ place, version }: { place: Place; version: number }) {
  const change = useAction(writeSecret, [['projects', place.project]]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    change.mutate({ ...place, value: String(new FormData(form).get('value')), expectedVersion: version }, { onSuccess: () => form.reset() });
  };
  return (
    <Section title={version === 0 ? 'Write it' : 'Change it'} description="Into the vault in the database. What is there is shown to nobody here: services read it, and devflow.">
      <form onSubmit={submit}>
        <Stack gap="sm" align="flex-start">
          <PasswordInput name="value" label="New value" required withAsterisk={false} autoComplete="off" w="100%" />
          <ActionProblem error={change.error} title="It was not written" />
          <Button type="submit" loading={change.isPending}>Write version {version + 1}</Button>
        </Stack>
      </form>
    </Section>
  );
}
