import { Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Ago } from '../../components/Ago';
import { Icon } from '../../components/Icon';
import { TableFrame } from '../../components/TableFrame';
import { Tone } from '../../components/Tone';
import { differenceOf } from './differences';
import { type Environment, environments } from './projects';
import type { KeyRow } from './secrets';

interface Props {
  rows: KeyRow[];
  onOpen: (key: string, environment: Environment) => void;
}

export function Matrix({ rows, onOpen }: Props) {
  return (
    <TableFrame label="Secrets by environment">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Key</Table.Th>
            {environments.map((environment) => <Table.Th key={environment} scope="col" className="environment">{environment}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" miw="8rem"><span className="key">{row.key}</span></Table.Th>
              {environments.map((environment) => {
                const { key, cells: { [environment]: secret } } = row;
                const difference = differenceOf(row, environment);
                return (
                  <Table.Td key={environment}>
                    <UnstyledButton className="cell" aria-haspopup="dialog" onClick={() => onOpen(key, environment)}>
                      <VisuallyHidden>{key} in {environment}: </VisuallyHidden>
                      {secret && <Tone tone="good">{secret.version === null ? 'set' : `version ${secret.version}`}</Tone>}
                      {secret && <Text span size="xs" c="dimmed" display="block" mt={2}>{secret.updatedAt ? <Ago at={secret.updatedAt} /> : `from ${secret.source}`}</Text>}
                      {difference && <span className="differs"><Icon name="alert" size={14} /> {difference}</span>}
                    </UnstyledButton>
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}
