import { Paper, Text } from '@mantine/core';
import { Ago } from '../../components/Ago';
import { Loaded } from '../../components/Loaded';
import { Tone } from '../../components/Tone';
import { useDependents } from '../../session/useDependents';
import { dependentWords } from './dependents';

/** Who breaks when it changes. */
export function Dependents({ secret }: { secret: string }) {
  const query = useDependents(secret);
  return (
    <Loaded query={query} what="who uses it" rows={2}>
      {(services) => services.length === 0 ? <Text c="dimmed">No service declares it, and none was seen to read it.</Text> : (
        <Paper withBorder component="ul" className="rows">
          {services.map(({ service, state, reads, lastRead }) => {
            const { tone, word } = dependentWords[state] ?? { tone: 'quiet' as const, word: state };
            return (
              <li key={service} className="rows-item">
                <div className="rows-what">
                  <Text span fw={600}>{service}</Text>
                  {reads > 0 && <Text size="sm" c="dimmed">{reads.toLocaleString('en')} reads, the last <Ago at={lastRead} /></Text>}
                </div>
                <Tone tone={tone}>{word}</Tone>
              </li>
            );
          })}
        </Paper>
      )}
    </Loaded>
  );
}
