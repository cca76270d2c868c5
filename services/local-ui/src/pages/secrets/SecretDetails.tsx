import { Group, Stack, Text, Title } from '@mantine/core';
import type { Secret } from '../../api/model';
import { Problem } from '../../components/Problem';
import { CascadeList } from './CascadeList';
import { SecretFacts } from './SecretFacts';
import { StateChip } from './StateChip';
import { useCascade } from './useCascade';

export function SecretDetails({ secret }: { secret: Secret }) {
  const { cascade, problem } = useCascade(secret.key);
  return (
    <Stack gap="lg">
      <Group gap="xs"><StateChip secret={secret} /></Group>
      {secret.description && <Text>{secret.description}</Text>}
      <SecretFacts secret={secret} />
      <section>
        <Title order={3} size="h5" mb="xs">Where it was looked for</Title>
        {problem && <Problem title="Could not be asked again" error={problem} />}
        {cascade && <CascadeList cascade={cascade} />}
        {!cascade && !problem && <Text role="status" c="dimmed">Asking the Workflow Engine …</Text>}
      </section>
    </Stack>
  );
}
