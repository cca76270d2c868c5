import { useCallback, useState } from 'react';
import type { Overview } from '../api/model';
import { DetailsPanel } from '../details/DetailsPanel';
import { matchingSecrets, noFilter } from '../secrets/filter';
import { EmptyCatalog, NoMatch } from './Empty';
import { Filters } from './Filters';
import { SecretsTable } from './SecretsTable';
import { Tiles } from './Tiles';

export function SecretsView({ overview, stale }: { overview: Overview; stale: boolean }) {
  const [filter, setFilter] = useState(noFilter);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const close = useCallback(() => setOpenKey(null), []);

  const shown = matchingSecrets(overview.secrets, filter);
  const opened = overview.secrets.find(({ key }) => key === openKey);
  if (overview.secrets.length === 0) return <EmptyCatalog />;

  return (
    <div className={stale ? 'stale' : undefined}>
      <Tiles overview={overview} />
      <section className="card" aria-label="Secrets">
        <Filters secrets={overview.secrets} shown={shown.length} stale={stale} filter={filter} onChange={setFilter} />
        {shown.length > 0
          ? <SecretsTable secrets={shown} stale={stale} openKey={openKey} onOpen={setOpenKey} />
          : <NoMatch onClear={() => setFilter(noFilter)} />}
      </section>
      {opened && <DetailsPanel key={opened.key} secret={opened} overview={overview} onClose={close} />}
    </div>
  );
}
