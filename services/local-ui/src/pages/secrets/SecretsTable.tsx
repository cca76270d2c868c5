import { Table, VisuallyHidden } from '@mantine/core';
import type { Secret } from '../../api/model';
import { TableFrame } from '../../components/TableFrame';
import { usePlans } from '../../session/useRotations';
import { SecretRow } from './SecretRow';

interface SecretsTableProps {
  secrets: Secret[];
  stale: boolean;
  openKey: string | null;
  onOpen: (key: string) => void;
}

export function SecretsTable({ secrets, stale, openKey, onOpen }: SecretsTableProps) {
  const plans = usePlans().data ?? [];
  return (
    <TableFrame label="Secrets table">
      <Table highlightOnHover>
        <Table.Caption><VisuallyHidden>Every secret of the catalog and where it comes from{stale ? ', last known' : ''}</VisuallyHidden></Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Secret</Table.Th>
            <Table.Th scope="col" visibleFrom="lg">Tier</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">Source</Table.Th>
            <Table.Th scope="col" visibleFrom="lg">Reference</Table.Th>
            <Table.Th scope="col" visibleFrom="md">Used by</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">Since</Table.Th>
            {plans.length > 0 && <Table.Th scope="col" visibleFrom="lg">Rotation</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {secrets.map((secret) => <SecretRow key={secret.key} secret={secret} open={secret.key === openKey} due={plans.length > 0 ? plans.find((plan) => plan.secret === secret.key) ?? null : undefined} onOpen={onOpen} />)}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}
