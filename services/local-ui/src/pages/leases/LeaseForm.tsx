import { Button, Group, NativeSelect, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { SignedOut } from '../../api/errors';
import { Problem } from '../../components/Problem';
import { spanOf } from '../../words/span';
import { type Credentials, openLease, type Profile } from './leases';
import { durationsOf } from './words';

export function LeaseForm({ profiles, onOpened }: { profiles: Profile[]; onOpened: (credentials: Credentials) => void }) {
  const [name, setName] = useState(profiles[0]!.name);
  const [chosen, setChosen] = useState<number | null>(null);
  const profile = profiles.find((one) => one.name === name) ?? profiles[0]!;
  const durations = durationsOf(profile.defaultSeconds, profile.maxSeconds);
  const seconds = chosen !== null && durations.includes(chosen) ? chosen : profile.defaultSeconds;
  // A password is kept nowhere longer than it is shown.
  const open = useMutation({ mutationFn: openLease, onSuccess: onOpened, gcTime: 0 });

  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="lease-title">
      <Title order={2} size="h4" id="lease-title" mb="md">Open a lease</Title>
      <form onSubmit={(event) => { event.preventDefault(); open.mutate({ profile: profile.name, seconds }); }}>
        <Stack gap="md">
          <Radio.Group label="What it may do" value={profile.name} onChange={setName}>
            <Stack gap="xs" mt={6}>
              {profiles.map((one) => <Radio key={one.name} value={one.name} label={one.name} description={`${one.description} At most ${spanOf(one.maxSeconds)} at a time, ${spanOf(one.lifetimeSeconds)} in all.`} />)}
            </Stack>
          </Radio.Group>
          <Group align="flex-end" gap="md">
            <NativeSelect label="Ends after" w={180} value={String(seconds)} data={durations.map((one) => ({ value: String(one), label: spanOf(one) }))} onChange={(event) => setChosen(Number(event.target.value))} />
            <Button type="submit" loading={open.isPending}>Open the lease</Button>
          </Group>
          <Text size="sm" c="dimmed">You can hold {profile.perPrincipal} of them at once. Who opened what is on record.</Text>
          {open.error && !(open.error instanceof SignedOut) && <Problem error={open.error} title="No lease was opened" />}
        </Stack>
      </form>
    </Paper>
  );
}
