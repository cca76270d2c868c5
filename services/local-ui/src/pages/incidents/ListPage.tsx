import { Anchor, Button, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Ago } from '../../components/Ago';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Tone } from '../../components/Tone';
import { Who } from '../../components/Who';
import { useNames } from '../../session/useNames';
import { type Incident, listIncidents } from './incidents';
import { incidentStateOf, nameOfSubject } from './words';

export function ListPage() {
  const incidents = useQuery({ queryKey: ['incidents', 'list'], queryFn: ({ signal }) => listIncidents(signal), refetchInterval: 10_000 });
  return (
    <Page
      title="Incidents"
      description="When a secret may be known to others: what was reachable is rotated, revoked and told of, and every step is on record."
      actions={<Button component={Link} href="/incidents/declare" color="red" leftSection={<Icon name="alert" size={16} />}>Declare an incident</Button>}
    >
      <Loaded query={incidents} what="the incidents" rows={3}>
        {(list) => (list.length === 0
          ? <Paper withBorder><EmptyState icon="shield" title="No incident was ever declared">To declare one changes nothing before you have read what would be done, and confirmed it.</EmptyState></Paper>
          : <Paper withBorder component="ul" className="rows">{list.map((incident) => <IncidentItem key={incident.id} incident={incident} />)}</Paper>)}
      </Loaded>
    </Page>
  );
}

function IncidentItem({ incident }: { incident: Incident }) {
  const nameOf = useNames();
  const { word, tone } = incidentStateOf(incident);
  const { id, scope, reason, declaredBy, declaredAt, closedAt, open, forPeople } = incident;
  return (
    <li className="rows-item">
      <Tone tone={tone}>{word}</Tone>
      <div className="rows-what">
        <Anchor component={Link} href={`/incidents/${id}`} fw={600} className="break">{scope}: {nameOfSubject(incident, nameOf)}</Anchor>
        <Text size="sm" className="break">{reason}</Text>
        <Text size="sm" c="dimmed">declared <Ago at={declaredAt} /> by <Who principal={declaredBy} />{closedAt ? <>, closed <Ago at={closedAt} /></> : `, ${open} to be done, ${forPeople} of that by people`}</Text>
      </div>
    </li>
  );
}
