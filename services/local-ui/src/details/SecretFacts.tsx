import type { Secret } from '../api/model';
import { Reference } from '../components/Reference';
import { UsedBy } from '../components/UsedBy';

export function SecretFacts({ secret }: { secret: Secret }) {
  return (
    <dl className="secret-facts">
      <dt>Path</dt>
      <dd><code>{secret.path}</code></dd>
      <dt>Tier</dt>
      <dd>{secret.tier}</dd>
      <dt>Reference</dt>
      <dd><Reference reference={secret.reference} /></dd>
      <dt>Used by</dt>
      <dd><UsedBy services={secret.usedBy} /></dd>
    </dl>
  );
}
