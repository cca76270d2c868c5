import { Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Ago } from '../../../components/Ago';
import { EmptyState } from '../../../components/EmptyState';
import { Loaded } from '../../../components/Loaded';
import { Tone } from '../../../components/Tone';
import { useNames } from '../../../session/useNames';
import { withNames } from '../../../words/principals';
import { listAlerts } from './platform';

export function AlertsSection() {
  const nameOf = useNames();
  const alerts = useQuery({ queryKey: ['alerts'], queryFn: ({ signal }) => listAlerts(signal), refetchInterval: 30_000 });
  return (
    <Loaded query={alerts} what="the alerts" rows={3}>
      {(list) => (list.length === 0 ? <Paper withBorder><EmptyState icon="check" title="Nothing to look at">What an admin should look at is here: many refusals, rotations that failed, breaches.</EmptyState></Paper> : (
        <Paper withBorder component="ul" className="rows" aria-label="Alerts">
          {list.map(({ id, at, kind, subject, detail }) => (
            <li key={id} className="rows-item">
              <Tone tone="warning">{kind}</Tone>
              <div className="rows-what">
                <Text fw={600} className="break">{withNames(subject, nameOf)}</Text>
                <Text size="sm" className="break">{withNames(detail, nameOf)}</Text>
              </div>
              <Text size="sm" c="dimmed"><Ago at={at} /></Text>
            </li>
          ))}
        </Paper>
      ))}
    </Loaded>
  );
}
