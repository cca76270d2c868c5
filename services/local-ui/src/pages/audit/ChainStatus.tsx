import { Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../components/Loaded';
import { SidePanel } from '../../components/SidePanel';
import { Tone } from '../../components/Tone';
import { listChains } from './audit';
import { ChainList } from './ChainList';
import { tallyChains } from './words';

/** Is the audit whole? That is said before any of it is read. */
export function ChainStatus() {
  const chains = useQuery({ queryKey: ['audit-chains'], queryFn: ({ signal }) => listChains(signal), refetchInterval: 30_000 });
  const [isOpen, { open, close }] = useDisclosure(false);
  const { broken, unproven } = tallyChains(chains.data ?? []);
  const count = chains.data?.length ?? 0;
  const words = broken > 0
    ? `${broken} of ${count} chains ${broken === 1 ? 'is' : 'are'} broken: records were changed, or are lost.`
    : unproven > 0 ? `${count} chains are whole; of ${unproven} not every seal could be checked.` : `${count === 1 ? 'The one chain is' : `All ${count} chains are`} whole, and every seal was checked.`;
  return (
    <Loaded query={chains} what="the state of the chains" rows={1}>
      {(list) => list.length > 0 && (
        <>
          <Paper withBorder px="md" py={8}>
            <Group gap="sm">
              <Tone tone={broken ? 'bad' : unproven ? 'warning' : 'good'}>{broken ? 'Broken' : unproven ? 'Whole, in part unproven' : 'Whole'}</Tone>
              <Text size="sm" role="status" flex="1 1 12rem">{words}</Text>
              <Button size="compact-sm" variant="default" onClick={open}>Show chains</Button>
            </Group>
          </Paper>
          <SidePanel opened={isOpen} onClose={close} title="Chains of the audit"><ChainList chains={list} /></SidePanel>
        </>
      )}
    </Loaded>
  );
}
