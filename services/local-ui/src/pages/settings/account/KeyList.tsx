import { Button, Paper, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Ago } from '../../../components/Ago';
import { Confirm } from '../../../components/Confirm';
import { EmptyState } from '../../../components/EmptyState';
import { Tone } from '../../../components/Tone';
import { useNow } from '../../../hooks/useNow';
import type { ApiKey } from './account';

interface Props {
  keys: ApiKey[];
  revoke: (id: string) => Promise<void>;
  onChanged: () => void;
}

/** Keys without what they are; those that still count first. */
export function KeyList({ keys, revoke, onChanged }: Props) {
  const now = useNow(60_000);
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const revoked = useMutation({ mutationFn: revoke, onSuccess: () => setAsked(null), onSettled: onChanged });
  const counts = ({ revokedAt, expiresAt }: ApiKey) => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
  const ordered = [...keys].sort((one, other) => Number(counts(other)) - Number(counts(one)) || other.createdAt.localeCompare(one.createdAt));
  if (keys.length === 0) return <Paper withBorder><EmptyState icon="key" title="No key was issued">A key lets a terminal or an agent in.</EmptyState></Paper>;
  return (
    <>
      <Paper withBorder component="ul" className="rows" aria-label="Keys">
        {ordered.map((key) => (
          <li key={key.id} className="rows-item">
            <Tone tone={counts(key) ? 'good' : 'quiet'}>{counts(key) ? 'Counts' : key.revokedAt ? 'Revoked' : 'Expired'}</Tone>
            <div className="rows-what">
              <Text fw={600} className="break">{key.name} <Text span inherit fw={400} c="dimmed" className="mono">{key.prefix}…</Text></Text>
              <Text size="sm" c="dimmed">issued <Ago at={key.createdAt} /> · {key.lastUsedAt ? <>used <Ago at={key.lastUsedAt} /></> : 'never used'}{counts(key) && key.expiresAt && <> · expires <Ago at={key.expiresAt} /></>}</Text>
            </div>
            {counts(key) && <Button size="compact-sm" variant="default" aria-label={`Revoke ${key.name}`} onClick={() => setAsked(key)}>Revoke</Button>}
          </li>
        ))}
      </Paper>
      <Confirm opened={asked !== null} title="Revoke this key" action="Revoke" doing={revoked} onConfirm={() => asked && revoked.mutate(asked.id)} onClose={() => setAsked(null)}>
        <Text size="sm">Whatever still shows <strong className="break">{asked?.name}</strong> is not let in any more, at once.</Text>
      </Confirm>
    </>
  );
}
