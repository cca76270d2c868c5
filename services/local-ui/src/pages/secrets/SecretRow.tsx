import { Badge, Box, Table, Text, UnstyledButton } from '@mantine/core';
import type { Secret } from '../../api/model';
import { isOverdue, type Plan } from '../../api/rotations';
import { Ago } from '../../components/Ago';
import { Tone } from '../../components/Tone';
import { useNow } from '../../hooks/useNow';
import { Reference } from './Reference';
import { SourceCell } from './SourceCell';
import { StateChip } from './StateChip';
import { UsedBy } from './UsedBy';

interface SecretRowProps {
  secret: Secret;
  open: boolean;
  /** What is to become of it; null when nothing is, undefined for who may not know. */
  due: Plan | null | undefined;
  onOpen: (key: string) => void;
}

// Whoever drags over a reference to copy it does not want the panel.
const isSelectingText = () => Boolean(window.getSelection()?.toString());

export function SecretRow({ secret, open, due, onOpen }: SecretRowProps) {
  const { key, path, tier, reference, usedBy, changedAt } = secret;
  const now = useNow(30_000);
  const isDue = Boolean(due && isOverdue(due, now));
  return (
    <Table.Tr className={open ? 'row row-open' : 'row'} onClick={() => isSelectingText() || onOpen(key)}>
      <Table.Th scope="row" fw={400}>
        <UnstyledButton className="row-key" aria-haspopup="dialog" aria-expanded={open}>{key}</UnstyledButton>
        {!secret.secret && <Badge color="gray" size="xs" ml={6}>setting</Badge>}
        {secret.required && <Badge size="xs" ml={6} variant="outline" color="gray">required</Badge>}
        <Text size="xs" c="dimmed" className="break">{path}</Text>
        {/* Where there is no room for the column, only what asks for somebody. */}
        {isDue && <Box hiddenFrom="lg" mt={4}><Tone tone="warning">Rotation due</Tone></Box>}
      </Table.Th>
      <Table.Td visibleFrom="lg">{tier}</Table.Td>
      <Table.Td><StateChip secret={secret} /></Table.Td>
      <Table.Td visibleFrom="sm"><SourceCell secret={secret} /></Table.Td>
      <Table.Td visibleFrom="lg"><Reference reference={reference} /></Table.Td>
      <Table.Td visibleFrom="md"><UsedBy services={usedBy} /></Table.Td>
      <Table.Td visibleFrom="sm"><Ago at={changedAt} /></Table.Td>
      {due !== undefined && <Table.Td visibleFrom="lg">{isDue ? <Tone tone="warning">Due</Tone> : <Ago at={due?.nextAt} />}</Table.Td>}
    </Table.Tr>
  );
}
