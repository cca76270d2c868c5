import { Group, Stack, Text } from '@mantine/core';
import type { Secret } from '../../api/model';
import { Problem } from '../../components/Problem';
import { Section } from '../../components/Section';
import { useIsAdmin } from '../../session/useMe';
import { Accesses } from './Accesses';
import { CascadeList } from './CascadeList';
import { Dependents } from './Dependents';
import { NextSteps } from './NextSteps';
import { Rotation } from './Rotation';
import { SecretFacts } from './SecretFacts';
import { StateChip } from './StateChip';
import { useCascade } from './useCascade';

export function SecretDetails({ secret }: { secret: Secret }) {
  const { cascade, problem } = useCascade(secret.key);
  const isAdmin = useIsAdmin();
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Group gap="xs"><StateChip secret={secret} /></Group>
        {secret.description && <Text>{secret.description}</Text>}
        <SecretFacts secret={secret} />
        <NextSteps secret={secret} />
      </Stack>
      <Section title="Where it was looked for">
        {problem && <Problem title="Could not be asked again" error={problem} />}
        {cascade && <CascadeList cascade={cascade} />}
        {!cascade && !problem && <Text role="status" c="dimmed">Asking the Workflow Engine …</Text>}
      </Section>
      <Section title="Who uses it"><Dependents secret={secret.key} /></Section>
      {isAdmin && <Section title="Rotation"><Rotation secret={secret.key} /></Section>}
      {isAdmin && <Section title="What was done with it"><Accesses secret={secret.key} /></Section>}
    </Stack>
  );
}
