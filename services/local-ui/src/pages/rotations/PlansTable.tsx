import { Table, VisuallyHidden } from '@mantine/core';
import type { Plan } from '../../api/rotations';
import { TableFrame } from '../../components/TableFrame';
import { PlanRow } from './PlanRow';

interface Props {
  plans: Plan[];
  onRotate: (secret: string) => void;
  onRun: (run: string) => void;
}

/** What needs somebody first, then by when it is due; what is left to people last. */
function inOrder(plans: Plan[]): Plan[] {
  const rank = ({ run, failures, state, nextAt, rotator }: Plan) => (run || failures || state === 'due' ? 0 : nextAt ? 1 : rotator ? 2 : 3);
  return [...plans].sort((one, other) => rank(one) - rank(other) || (one.nextAt ?? '').localeCompare(other.nextAt ?? '') || one.secret.localeCompare(other.secret));
}

export function PlansTable({ plans, onRotate, onRun }: Props) {
  return (
    <TableFrame label="Schedule">
      <Table>
        <Table.Caption><VisuallyHidden>What replaces each secret, how often, and when next</VisuallyHidden></Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Secret</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">State</Table.Th>
            <Table.Th scope="col" visibleFrom="md">Every</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">Last</Table.Th>
            <Table.Th scope="col" visibleFrom="xs">Next</Table.Th>
            <Table.Th scope="col"><VisuallyHidden>What can be done</VisuallyHidden></Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{inOrder(plans).map((plan) => <PlanRow key={plan.secret} plan={plan} onRotate={onRotate} onRun={onRun} />)}</Table.Tbody>
      </Table>
    </TableFrame>
  );
}
