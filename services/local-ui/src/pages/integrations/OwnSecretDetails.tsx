import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FormEvent } from 'react';
import { useAction } from '../../api/useAction';
import { useEngineList } from '../../api/useEngine';
import { ActionProblem } from '../../components/ActionProblem';
import { Ago } from '../../components/Ago';
import { Confirm } from '../../components/Confirm';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Reveal } from '../../components/Reveal';
import { Section } from '../../components/Section';
import { Versions } from '../../components/Versions';
import { decodeVersion, type OwnSecret, remove, restore, reveal, versionsUrl, write } from './ownSecrets';

export function OwnSecretDetails({ secret, onDeleted }: { secret: OwnSecret; onDeleted: () => void }) {
  const { name, version, createdAt, updatedAt, expiresAt } = secret;
  const versions = useEngineList(['own', 'versions', name], versionsUrl(name), decodeVersion);
  const change = useAction(write, [['own']]);
  const bringBack = useAction(restore, [['own']]);
  const [asks, { open, close }] = useDisclosure(false);
  const end = useAction(remove, [['own']], onDeleted);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    change.mutate({ name, value: String(new FormData(form).get('value')), expectedVersion: version }, { onSuccess: () => form.reset() });
  };

  return (
    <Stack gap="xl">
      <Facts>
        <Fact name="Version">{version}</Fact>
        <Fact name="Made"><Ago at={createdAt} /></Fact>
        <Fact name="Changed"><Ago at={updatedAt} /></Fact>
        <Fact name="Expires"><Ago at={expiresAt} /></Fact>
      </Facts>
      {/* Of another version it is another value. */}
      <Section title="What it is"><Reveal key={version} label={`The value of ${name}`} load={() => reveal(name)} /></Section>
      <Section title="Change it">
        <form onSubmit={submit}>
          <Stack gap="sm" align="flex-start">
            <PasswordInput name="value" label="New value" required withAsterisk={false} autoComplete="off" w="100%" />
            <ActionProblem error={change.error} title="It was not changed" />
            <Button type="submit" loading={change.isPending}>Write version {version + 1}</Button>
          </Stack>
        </form>
      </Section>
      <Section title="History">
        <ActionProblem error={bringBack.error} title="It was not restored" />
        <Loaded query={versions} what="its versions" rows={2}>
          {(list) => <Versions versions={list} current={version} busy={bringBack.isPending ? bringBack.variables.version : null} onRestore={(old) => bringBack.mutate({ name, version: old, expectedVersion: version })} />}
        </Loaded>
      </Section>
      <Button variant="outline" color="red" onClick={open} className="end">Delete it</Button>
      <Confirm opened={asks} title={`Delete ${name}?`} action="Delete it for good" doing={end} onConfirm={() => end.mutate(name)} onClose={close}>
        <Text>All its versions go, and nobody can bring them back. What uses it will miss it.</Text>
      </Confirm>
    </Stack>
  );
}
