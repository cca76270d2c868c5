import { Button, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Ago } from '../../../components/Ago';
import { Confirm } from '../../../components/Confirm';
import { Loaded } from '../../../components/Loaded';
import { Tone } from '../../../components/Tone';
import { usePlatform } from '../../../session/Platform';
import { endSession, endSessions, listSessions, type Session } from './account';

export function SessionsSection() {
  const queries = useQueryClient();
  const { signOut } = usePlatform();
  const [isAsked, setAsked] = useState(false);
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => listSessions(signal) });
  const one = useMutation({ mutationFn: endSession, onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }) });
  // This browser too: its other tabs hear of it.
  const all = useMutation({ mutationFn: () => endSessions().then(signOut) });
  return (
    <Stack gap="md">
      <Loaded query={sessions} what="your sessions" rows={2}>
        {(list) => (
          <Paper withBorder component="ul" className="rows" aria-label="Sessions">
            {list.map((session) => <SessionItem key={session.id} session={session} busy={one.isPending && one.variables === session.id} onEnd={() => one.mutate(session.id)} />)}
          </Paper>
        )}
      </Loaded>
      <Paper withBorder p="lg">
        <Stack gap="sm" align="flex-start">
          <Text>Sign out in every browser, this one included. API keys go on: they are revoked one by one.</Text>
          <Button color="red" variant="light" onClick={() => setAsked(true)}>Sign out everywhere</Button>
        </Stack>
      </Paper>
      <Confirm opened={isAsked} title="Sign out everywhere" action="Sign out" doing={all} onConfirm={() => all.mutate()} onClose={() => setAsked(false)}>
        <Text size="sm">All your sessions end. You sign in again with a link or a key.</Text>
      </Confirm>
    </Stack>
  );
}

function SessionItem({ session: { isCurrent, createdAt, lastUsedAt, expiresAt }, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  return (
    <li className="rows-item">
      <div className="rows-what">
        <Text fw={600}>Signed in <Ago at={createdAt} /></Text>
        <Text size="sm" c="dimmed">{lastUsedAt ? <>used <Ago at={lastUsedAt} /></> : 'not used yet'} · ends <Ago at={expiresAt} /></Text>
      </div>
      {isCurrent ? <Tone tone="good">This browser</Tone> : <Button size="compact-sm" variant="default" loading={busy} onClick={onEnd}>End</Button>}
    </li>
  );
}
