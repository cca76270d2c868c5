import { Button, Paper, Table, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSearchParams } from 'wouter';
import { useEngineList } from '../../api/useEngine';
import { Ago } from '../../components/Ago';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { TableFrame } from '../../components/TableFrame';
import { AddOwnSecret } from './AddOwnSecret';
import { OwnSecretDrawer } from './OwnSecretDrawer';
import { decodeOwn, ownUrl } from './ownSecrets';

export function OwnSecrets() {
  const query = useEngineList(['own', 'list'], ownUrl, decodeOwn);
  const [parameters, setParameters] = useSearchParams();
  const [adds, { open, close }] = useDisclosure(false);
  const show = (name: string | null) => setParameters(name === null ? {} : { secret: name });
  const opened = query.data?.find(({ name }) => name === parameters.get('secret'));
  const add = <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>Add a secret</Button>;
  return (
    <Section title="My secrets" description="Yours alone: not even an admin sees what they are." actions={query.data && query.data.length > 0 && add}>
      <Loaded query={query} what="your secrets" rows={3}>
        {(list) => list.length === 0 ? <Paper withBorder><EmptyState icon="key" title="You have no secret here yet" action={add}>A token or a key that is yours, for what works for you.</EmptyState></Paper> : (
          <TableFrame label="Table of my secrets">
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr><Table.Th scope="col">Name</Table.Th><Table.Th scope="col">Version</Table.Th><Table.Th scope="col" visibleFrom="sm">Changed</Table.Th><Table.Th scope="col" visibleFrom="sm">Expires</Table.Th></Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map(({ name, version, updatedAt, expiresAt }) => (
                  <Table.Tr key={name} className="row" onClick={() => show(name)}>
                    <Table.Th scope="row"><UnstyledButton className="row-key" aria-haspopup="dialog">{name}</UnstyledButton></Table.Th>
                    <Table.Td>{version}</Table.Td>
                    <Table.Td visibleFrom="sm"><Ago at={updatedAt} /></Table.Td>
                    <Table.Td visibleFrom="sm"><Ago at={expiresAt} /></Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </TableFrame>
        )}
      </Loaded>
      <AddOwnSecret opened={adds} onClose={close} />
      <OwnSecretDrawer secret={opened} onClose={() => show(null)} />
    </Section>
  );
}
