import { Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { askedOnce } from '../../api/askedOnce';
import { ask } from '../../api/http';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { Tone } from '../../components/Tone';
import { decodeMetrics, metricTones } from './metrics';

/** The figures that the platform is held to, for admins. */
export function Metrics() {
  const metrics = useQuery({ queryKey: ['overview', 'metrics'], queryFn: async ({ signal }) => decodeMetrics(await ask('/api/v1/compliance/soc2', { signal })), ...askedOnce });
  return (
    <Section title="What the platform is held to" description="Measured now, from its own records.">
      <Loaded query={metrics} what="the figures" rows={3}>
        {(list) => (
          <Paper withBorder component="ul" className="rows">
            {list.map(({ id, title, target, critical, status, result }) => {
              const { tone, word } = metricTones[status] ?? { tone: 'quiet' as const, word: status };
              return (
                <li key={id} className="rows-item">
                  <div className="rows-what">
                    <Text span fw={600}>{title}</Text>
                    <Text size="sm" c="dimmed" className="break">{result}</Text>
                  </div>
                  <Group gap="xs">
                    <Text size="sm" c="dimmed" className="nowrap">target {target}{critical && ', critical'}</Text>
                    <Tone tone={tone}>{word}</Tone>
                  </Group>
                </li>
              );
            })}
          </Paper>
        )}
      </Loaded>
    </Section>
  );
}
