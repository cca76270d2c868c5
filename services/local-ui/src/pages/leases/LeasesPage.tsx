import { Stack, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useIsAdmin } from '../../session/useMe';
import { LeaseForm } from './LeaseForm';
import { LeaseList } from './LeaseList';
import { LeaseOpened } from './LeaseOpened';
import { type Credentials, listLeases, listProfiles } from './leases';

export default function LeasesPage() {
  const queries = useQueryClient();
  const isAdmin = useIsAdmin();
  const [parameters, setParameters] = useSearchParams();
  const ended = parameters.has('ended');
  const profiles = useQuery({ queryKey: ['lease-profiles'], queryFn: ({ signal }) => listProfiles(signal) });
  const leases = useQuery({ queryKey: ['leases', ended], queryFn: ({ signal }) => listLeases(ended, signal), refetchInterval: 15_000 });
  const [opened, setOpened] = useState<Credentials | null>(null);
  const come = (credentials: Credentials) => {
    setOpened(credentials);
    void queries.invalidateQueries({ queryKey: ['leases'] });
  };

  return (
    <Page title="Leases" description="A login of the database of your own, for a while. It ends by itself, and its password is shown once.">
      <Stack gap="xl" maw={980}>
        {opened ? <LeaseOpened credentials={opened} onDone={() => setOpened(null)} /> : (
          <Loaded query={profiles} what="what can be leased" rows={2}>
            {(list) => (list.length > 0 ? <LeaseForm profiles={list} onOpened={come} /> : <EmptyState icon="clock" title="Nothing can be leased">The owner of the database adds profiles to <code>devflow.lease_profiles</code>.</EmptyState>)}
          </Loaded>
        )}
        <Stack gap="sm">
          <Switch label="Show those of the last 90 days that have ended" checked={ended} onChange={(event) => setParameters(event.target.checked ? { ended: '' } : {}, { replace: true })} />
          <Loaded query={leases} what="the leases" rows={3}>{(list) => <LeaseList leases={list} isAdmin={isAdmin} ended={ended} />}</Loaded>
        </Stack>
      </Stack>
    </Page>
  );
}
