import { Alert, Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { SignedOut } from '../../api/errors';
import { Icon } from '../../components/Icon';
import { Problem } from '../../components/Problem';
import { useNames } from '../../session/useNames';
import { declareIncident, type Target } from './incidents';

export function ConfirmStep({ target, reason, onBack }: { target: Target; reason: string; onBack: () => void }) {
  const queries = useQueryClient();
  const nameOf = useNames();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const subject = target.scope === 'user' ? nameOf(`user:${target.subject}`) : target.subject;
  const declare = useMutation({
    mutationFn: declareIncident,
    onSuccess: ({ incident }) => {
      void queries.invalidateQueries({ queryKey: ['incidents'] });
      navigate(`/incidents/${incident.id}`);
    },
  });
  return (
    <Paper withBorder p="lg">
      <form onSubmit={(event) => { event.preventDefault(); declare.mutate({ ...target, reason }); }}>
        <Stack gap="md">
          <Alert color="red" icon={<Icon name="alert" />} title="This cannot be taken back">What was read is rotated, and its value of before ends; keys, sessions, leases and links are revoked. Services may have to be restarted.</Alert>
          <TextInput label={<>Write <code className="break">{subject}</code> to confirm</>} autoComplete="off" spellCheck={false} classNames={{ input: 'mono' }} value={typed} onChange={(event) => setTyped(event.target.value)} />
          {declare.error && !(declare.error instanceof SignedOut) && <Problem error={declare.error} title="The incident was not declared" />}
          <Group>
            <Button variant="default" onClick={onBack}>Back</Button>
            <Button type="submit" color="red" disabled={typed !== subject} loading={declare.isPending}>Declare the incident</Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
