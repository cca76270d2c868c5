import { Anchor, Paper, Text } from '@mantine/core';
import { Ago } from '../../components/Ago';
import { Tone } from '../../components/Tone';
import { type Chain, chainUrl } from './audit';
import { chainStateOf, proofs } from './words';

/** What is broken first; then by when it was last written. */
function inOrder(chains: Chain[]): Chain[] {
  return [...chains].sort((one, other) => Number(other.state === 'broken') - Number(one.state === 'broken') || other.takenAt.localeCompare(one.takenAt));
}

export function ChainList({ chains }: { chains: Chain[] }) {
  return (
    <Paper withBorder component="ul" className="rows">
      {inOrder(chains).map((chain) => {
        const { word, tone } = chainStateOf(chain.state);
        return (
          <li key={chain.id} className="rows-item">
            <div className="rows-what">
              <Text fw={600}>{chain.service}{chain.part > 1 && `, part ${chain.part}`}</Text>
              <Text size="xs" c="dimmed" className="break mono">{chain.file}</Text>
              <Text size="sm" c="dimmed">
                {chain.seq.toLocaleString('en')} records, the last <Ago at={chain.takenAt} />{chain.proof && `; ${proofs[chain.proof] ?? chain.proof}`}
              </Text>
              {chain.reason && <Text size="sm" c="red" className="break">{chain.reason}</Text>}
              <Anchor size="sm" href={chainUrl(chain.id)} download={chain.file} aria-label={`Download ${chain.file}`}>Download</Anchor>
            </div>
            <Tone tone={tone}>{word}</Tone>
          </li>
        );
      })}
    </Paper>
  );
}
