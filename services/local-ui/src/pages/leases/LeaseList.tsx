import { Paper, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SignedOut } from '../../api/errors';
import { Confirm } from '../../components/Confirm';
import { EmptyState } from '../../components/EmptyState';
import { Problem } from '../../components/Problem';
import { LeaseItem } from './LeaseItem';
import { type Lease, renewLease, revokeLease } from './leases';

export function LeaseList({ leases, isAdmin, ended }: { leases: Lease[]; isAdmin: boolean; ended: boolean }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Lease | null>(null);
  const onSettled = () => queries.invalidateQueries({ queryKey: ['leases'] });
  const renew = useMutation({ mutationFn: renewLease, onSettled });
  const revoke = useMutation({ mutationFn: revokeLease, onSuccess: () => setAsked(null), onSettled });
  if (leases.length === 0) {
    return (
      <Paper withBorder>
        <EmptyState icon="clock" title={ended ? 'No lease in the last 90 days' : 'No lease is open'}>{isAdmin ? 'Those of everybody are listed here.' : 'Those that you open are listed here, until they end.'}</EmptyState>
      </Paper>
    );
  }
  return (
    <Stack gap="sm">
      {renew.error && !(renew.error instanceof SignedOut) && <Problem error={renew.error} title="The lease was not renewed" />}
      <Paper withBorder component="ul" className="rows" aria-label="Leases">
        {leases.map((lease) => (
          <LeaseItem
            key={lease.id}
            lease={lease}
            isAdmin={isAdmin}
            isRenewing={renew.isPending && renew.variables === lease.id}
            onRenew={() => renew.mutate(lease.id)}
            onRevoke={() => setAsked(lease)}
          />
        ))}
      </Paper>
      <Confirm opened={asked !== null} title="Revoke this lease" action="Revoke" doing={revoke} onConfirm={() => asked && revoke.mutate(asked.id)} onClose={() => setAsked(null)}>
        <p>Its login <code className="break">{asked?.login}</code> ends at once, and so does every session that is open with it. What it made in the database stays.</p>
      </Confirm>
    </Stack>
  );
}
