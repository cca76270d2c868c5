import { Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Ago } from '../../components/Ago';
import { TableFrame } from '../../components/TableFrame';
import { Tone } from '../../components/Tone';
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
          {rows.map(({ key, cells }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row"><span className="key">{key}</span></Table.Th>
              {environments.map((environment) => {
                const secret = cells[environment];
                return (
                  <Table.Td key={environment}>
                    <UnstyledButton className="cell" aria-haspopup="dialog" onClick={() => onOpen(key, environment)}>
                      <VisuallyHidden>{key} in {environment}: </VisuallyHidden>
                      {secret ? <Tone tone="good">{secret.version === null ? 'set' : `version ${secret.version}`}</Tone> : <Tone tone="quiet">missing</Tone>}
                      {secret && <Text span size="xs" c="dimmed" display="block" mt={2}>{secret.updatedAt ? <Ago at={secret.updatedAt} /> : `from ${secret.source}`}</Text>}
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
