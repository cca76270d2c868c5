import type { Secret } from '../api/model';
import { useNow } from '../hooks/useNow';
import { SecretRow } from './SecretRow';

interface SecretsTableProps {
  secrets: Secret[];
  stale: boolean;
  openKey: string | null;
  onOpen: (key: string) => void;
}

export function SecretsTable({ secrets, stale, openKey, onOpen }: SecretsTableProps) {
  const now = useNow(30_000);
  return (
    <div className="table-frame" role="region" aria-label="Secrets table" tabIndex={0}>
      <table>
        <caption className="visually-hidden">
          Every secret of the catalog and where it comes from{stale ? ', last known' : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Secret</th>
            <th scope="col">Tier</th>
            <th scope="col">State</th>
            <th scope="col">Source</th>
            <th scope="col">Reference</th>
            <th scope="col">Used by</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {secrets.map((secret) => (
            <SecretRow key={secret.key} secret={secret} now={now} open={secret.key === openKey} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
