import { Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Ago } from '../../../components/Ago';
import { EmptyState } from '../../../components/EmptyState';
import { Loaded } from '../../../components/Loaded';
import { Tone, type ToneName } from '../../../components/Tone';
import { useNames } from '../../../session/useNames';
import { listDeliveries } from './platform';

const states: Record<string, { word: string; tone: ToneName }> = {
  new: { word: 'New', tone: 'accent' },
  claimed: { word: 'Worked on', tone: 'warning' },
  done: { word: 'Done', tone: 'good' },
};

export function EventsSection() {
  const nameOf = useNames();
  const events = useQuery({ queryKey: ['events'], queryFn: ({ signal }) => listDeliveries(signal), refetchInterval: 15_000 });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">The last 50 deliveries that proved who sent them. What did not is refused, and never here.</Text>
      <Loaded query={events} what="the deliveries" rows={3}>
        {(list) => (list.length === 0 ? <Paper withBorder><EmptyState icon="link" title="No delivery yet">GitHub, Jira and Confluence send to <code>/webhooks/github</code>, <code>/webhooks/jira</code> and <code>/webhooks/confluence</code>.</EmptyState></Paper> : (
          <Paper withBorder component="ul" className="rows" aria-label="Deliveries">
            {list.map((event) => {
              const { word, tone } = states[event.state] ?? { word: event.state, tone: 'quiet' as const };
              return (
                <li key={event.id} className="rows-item">
                  <Tone tone={tone}>{word}</Tone>
                  <div className="rows-what">
                    <Text fw={600} className="break">{event.source}: {event.type}{event.action && `, ${event.action}`}</Text>
                    <Text size="sm" c="dimmed" className="break"><span className="mono">{event.delivery}</span>{event.claimedBy && <> · by {nameOf(event.claimedBy)}{event.attempts > 1 && `, attempt ${event.attempts}`}</>}</Text>
                  </div>
                  <Text size="sm" c="dimmed"><Ago at={event.receivedAt} /></Text>
                </li>
              );
            })}
          </Paper>
        ))}
      </Loaded>
    </Stack>
  );
}
