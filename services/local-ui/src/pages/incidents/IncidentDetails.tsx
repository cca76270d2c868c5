import { Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useCallback } from 'react';
import { Ago } from '../../components/Ago';
import { Tone } from '../../components/Tone';
import { useNames } from '../../session/useNames';
import { ActionList } from './ActionList';
import { ForPeople } from './ForPeople';
import type { IncidentRecord } from './incidents';
import { TimelineList } from './TimelineList';
import { incidentStateOf, nameOfSubject } from './words';

export function IncidentDetails({ record }: { record: IncidentRecord }) {
  const { incident, actions, timeline, names } = record;
  const known = useNames();
  // The incident knows the people in it, also for whoever asks first.
  const nameOf = useCallback((principal: string) => names.get(principal) ?? known(principal), [names, known]);
  const { word, tone } = incidentStateOf(incident);
  const done = actions.filter(({ endedAt }) => endedAt !== null).length;
  const people = actions.filter(({ state }) => state === 'person');
  return (
    <Stack gap="xl" maw={980}>
      <Paper withBorder p="lg">
        <Stack gap="sm">
          <Group gap="sm"><Tone tone={tone}>{word}</Tone><Text fw={650} size="lg" className="break">Breach of {incident.scope === 'tier' ? '' : `${incident.scope} `}{nameOfSubject(incident, nameOf)}</Text></Group>
          <Text className="break">{incident.reason}</Text>
          <Text size="sm" c="dimmed">Declared <Ago at={incident.declaredAt} /> by {nameOf(incident.declaredBy)}{incident.closedAt && <>, closed <Ago at={incident.closedAt} /></>}.</Text>
          <Progress.Root size="lg">
            <Progress.Section value={(100 * done) / Math.max(1, actions.length)} color={incident.closedAt ? 'green' : 'iris'} aria-label={`${done} of ${actions.length} actions are done`} />
          </Progress.Root>
          <Text size="sm" role="status">{done} of {actions.length} actions are done{people.length > 0 && `; ${people.length} wait for people`}.</Text>
        </Stack>
      </Paper>
      {people.length > 0 && <ForPeople incident={incident.id} actions={people} nameOf={nameOf} />}
      <section aria-labelledby="actions-title">
        <Title order={2} size="h4" id="actions-title" mb="sm">Actions</Title>
        <ActionList actions={actions} nameOf={nameOf} />
      </section>
      <section aria-labelledby="timeline-title">
        <Title order={2} size="h4" id="timeline-title" mb="sm">Timeline</Title>
        <TimelineList timeline={timeline} nameOf={nameOf} />
      </section>
    </Stack>
  );
}
