import { Button, Paper, Stack } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { usePlatform } from '../../session/Platform';
import { filterOf, matchingSecrets, noFilter, withFilter } from './filter';
import { Filters } from './Filters';
import { SecretDrawer } from './SecretDrawer';
import { SecretsTable } from './SecretsTable';
import { Tiles } from './Tiles';

/** What is shown stands in the address: a filter, and the secret that is looked at. */
export default function SecretsPage() {
  const { feed: { overview, stale } } = usePlatform();
  const [parameters, setParameters] = useSearchParams();
  const filter = filterOf(parameters);
  const openKey = parameters.get('secret');
  const change = (changed: typeof filter) => setParameters((before) => withFilter(before, changed), { replace: true });
  const open = (key: string | null) => setParameters((before) => {
    const after = new URLSearchParams(before);
    if (key) after.set('secret', key);
    else after.delete('secret');
    return after;
  });

  const shown = overview ? matchingSecrets(overview.secrets, filter) : [];
  const opened = overview?.secrets.find(({ key }) => key === openKey);
  return (
    <Page title="Secrets" description="Where each secret of the catalog comes from, and who uses it. What it is never comes here.">
      {!overview && <Loading what="the secrets" />}
      {overview?.secrets.length === 0 && (
        <EmptyState icon="key" title="The catalog holds no secret yet">
          Each entry of <code>config/secrets.yaml</code> becomes a row here, as soon as the file is saved.
        </EmptyState>
      )}
      {overview && overview.secrets.length > 0 && (
        <Stack gap="md" className={stale ? 'stale' : undefined}>
          <Tiles overview={overview} />
          <Filters secrets={overview.secrets} shown={shown.length} stale={stale} filter={filter} onChange={change} />
          {shown.length > 0
            ? <SecretsTable secrets={shown} stale={stale} openKey={openKey} onOpen={open} />
            : <Paper withBorder><EmptyState icon="search" title="No secret matches the filter" action={<Button variant="light" onClick={() => change(noFilter)}>Clear the filter</Button>} /></Paper>}
        </Stack>
      )}
      {overview && <SecretDrawer secret={opened} onClose={() => open(null)} />}
    </Page>
  );
}
