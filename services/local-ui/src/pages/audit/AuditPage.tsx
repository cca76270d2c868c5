import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { askedOnce } from '../../api/askedOnce';
import { SignedOut } from '../../api/errors';
import { Loaded } from '../../components/Loaded';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { Problem } from '../../components/Problem';
import { useWho } from '../../session/useMe';
import { findRecords } from './audit';
import { AuditActions } from './AuditActions';
import { AuditFilters } from './AuditFilters';
import { ChainStatus } from './ChainStatus';
import { type AuditFilter, filterOf, queryOf } from './filter';
import { Records } from './Records';

/** Filters stand in the address. A member sees what was done on the own behalf, an admin all of it. */
export default function AuditPage() {
  const who = useWho();
  // Whose audit it is has to be known first.
  if (who.data === undefined) return <Page title="Audit"><Loaded query={who} what="who you are">{() => null}</Loaded></Page>;
  return <Audit isAdmin={who.data?.role === 'admin'} />;
}

function Audit({ isAdmin }: { isAdmin: boolean }) {
  const queries = useQueryClient();
  const [parameters, setParameters] = useSearchParams();
  const filter = filterOf(parameters);
  const change = (changes: AuditFilter) => setParameters(queryOf({ ...filter, ...changes }), { replace: true });
  const audit = useInfiniteQuery({
    queryKey: ['audit', isAdmin, queryOf(filter).toString()],
    queryFn: ({ pageParam, signal }) => findRecords(isAdmin, filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // What is read stays as it was: a page that moves under whoever reads it is no help. Each visit begins anew.
    ...askedOnce,
  });
  const problem = audit.error instanceof SignedOut ? null : audit.error;

  return (
    <Page
      title="Audit"
      description={isAdmin ? 'Who read or changed which secret, newest first. Each record is sealed with the one before it.' : 'What was done with secrets on your behalf, newest first.'}
      actions={<AuditActions isAdmin={isAdmin} filter={filter} busy={audit.isFetching} onRefresh={() => void queries.resetQueries({ queryKey: ['audit'] })} />}
    >
      <Stack gap="md">
        {isAdmin && <ChainStatus />}
        <AuditFilters filter={filter} isAdmin={isAdmin} onChange={change} onClear={() => setParameters({}, { replace: true })} />
        {problem && <Problem error={problem} title={audit.data ? 'No more could be loaded' : 'Could not load the audit'} onRetry={() => void (audit.data ? audit.fetchNextPage() : audit.refetch())} />}
        {!audit.data && !problem && <Loading what="the audit" rows={10} />}
        {audit.data && <Records pages={audit.data.pages} filter={filter} hasMore={audit.hasNextPage && !problem} busy={audit.isFetchingNextPage} onMore={() => void audit.fetchNextPage()} onClear={() => setParameters({}, { replace: true })} />}
      </Stack>
    </Page>
  );
}
