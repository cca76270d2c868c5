import type { Secret } from '../../api/model';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { Reference } from './Reference';
import { UsedBy } from './UsedBy';

export function SecretFacts({ secret }: { secret: Secret }) {
  return (
    <Facts>
      <Fact name="Path"><code>{secret.path}</code></Fact>
      <Fact name="Tier">{secret.tier}</Fact>
      <Fact name="Reference"><Reference reference={secret.reference} /></Fact>
      <Fact name="Used by"><UsedBy services={secret.usedBy} /></Fact>
    </Facts>
  );
}
