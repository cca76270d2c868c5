import { Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/http';
import { Reader } from '../../api/reader';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { Tone } from '../../components/Tone';
import { decodePart, partWords } from './health';

const everyMs = 15_000;

/** The parts of the platform, as this page's own server finds them. */
export function Parts() {
  const parts = useQuery({
    queryKey: ['overview', 'parts'],
    queryFn: async ({ signal }) => new Reader(await ask('/api/platform/health', { signal }), 'the answer').list('parts', decodePart),
    refetchInterval: everyMs,
  });
  return (
    <Section title="The parts">
      <Loaded query={parts} what="the parts" rows={2} nowOnly>
        {(list) => (
          <ul className="parts">
            {list.map(({ name, state, problems, milliseconds }) => (
              <Paper key={name} component="li" withBorder p="sm">
                <div className="part-head">
                  <Text span fw={650}>{name}</Text>
                  <Tone tone={partWords[state].tone}>{partWords[state].word}</Tone>
                </div>
                {problems.map((problem) => <Text key={problem} size="sm" mt={4} className="break">{problem}</Text>)}
                {milliseconds !== null && <Text size="xs" c="dimmed" mt={4}>answered in {milliseconds} ms</Text>}
              </Paper>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
