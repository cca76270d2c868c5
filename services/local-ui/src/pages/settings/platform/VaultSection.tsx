import { Alert, Anchor, Paper, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Ago } from '../../../components/Ago';
import { EmptyState } from '../../../components/EmptyState';
import { Loaded } from '../../../components/Loaded';
import { Tone } from '../../../components/Tone';
import { getVault, type Vault } from './platform';

const states: Record<string, { word: string; tone: 'good' | 'warning' | 'quiet' }> = {
  active: { word: 'Wraps', tone: 'good' },
  retiring: { word: 'Retiring', tone: 'warning' },
  retired: { word: 'Retired', tone: 'quiet' },
};

export function VaultSection() {
  const vault = useQuery({ queryKey: ['vault-keys'], queryFn: ({ signal }) => getVault(signal), refetchInterval: ({ state: { data } }) => (data?.rewrap.running ? 1_000 : 30_000) });
  return <Loaded query={vault} what="the keys of the vault" rows={2}>{(data) => <Keys vault={data} />}</Loaded>;
}

function Keys({ vault: { keys, rewrap, problem } }: { vault: Vault }) {
  const all = keys.reduce((sum, { dataKeys }) => sum + dataKeys, 0);
  const active = keys.filter(({ state }) => state === 'active').reduce((sum, { dataKeys }) => sum + dataKeys, 0);
  return (
    <Stack gap="lg">
      {problem && <Alert color="red" role="alert" title="The vault is closed">{problem}</Alert>}
      <Text size="sm" c="dimmed">
        Each value is sealed with a data key of its own, and each data key is wrapped by one of these. To replace the one in force, <Anchor component={Link} href="/rotations?rotate=SECRET_ENCRYPTION_KEY" inherit underline="always">rotate SECRET_ENCRYPTION_KEY</Anchor>: what the old one wraps is wrapped anew by itself.
      </Text>
      {keys.length === 0 ? <Paper withBorder><EmptyState icon="shield" title="No key yet">The first value that is written makes one.</EmptyState></Paper> : (
        <Paper withBorder component="ul" className="rows" aria-label="Keys of the vault">
          {keys.map((key) => {
            const { word, tone } = states[key.state] ?? { word: key.state, tone: 'quiet' as const };
            return (
              <li key={key.id} className="rows-item">
                <Tone tone={tone}>{word}</Tone>
                <div className="rows-what">
                  <code className="break">{key.id}</code>
                  <Text size="sm" c="dimmed">wraps {key.dataKeys.toLocaleString('en')} data {key.dataKeys === 1 ? 'key' : 'keys'} · {word.toLowerCase()} since <Ago at={key.changedAt} /></Text>
                </div>
              </li>
            );
          })}
        </Paper>
      )}
      {(rewrap.running || active < all) && (
        <div>
          <Progress.Root size="lg" mb={6}><Progress.Section value={(100 * active) / Math.max(1, all)} aria-label={`${active} of ${all} data keys are wrapped by the key in force`} /></Progress.Root>
          <Text size="sm" role="status">{active.toLocaleString('en')} of {all.toLocaleString('en')} data keys are wrapped by the key in force{rewrap.running ? '; the rest is being done.' : '.'}</Text>
        </div>
      )}
      {(rewrap.problem || rewrap.refused > 0) && <Alert color="yellow" title="Not all could be wrapped anew">{rewrap.refused > 0 && `${rewrap.refused} data keys were refused. `}{rewrap.problem}</Alert>}
    </Stack>
  );
}
