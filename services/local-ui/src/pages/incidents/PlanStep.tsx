import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { askedOnce } from '../../api/askedOnce';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { useNames } from '../../session/useNames';
import { planIncident, type Target } from './incidents';
import { chaptersOf, titleOf } from './words';

export function PlanStep({ target, onBack, onNext }: { target: Target; onBack: () => void; onNext: () => void }) {
  const nameOf = useNames();
  const plan = useQuery({ queryKey: ['incident-plan', target], queryFn: ({ signal }) => planIncident(target, signal), ...askedOnce });
  return (
    <Stack gap="md">
      <Loaded query={plan} what="what would be done; values are tried, nothing is changed">
        {(actions) => (actions.length === 0
          ? <Paper withBorder><EmptyState icon="check" title="There is nothing to do">What it is of reaches no secret that is set, and nothing is open in its name.</EmptyState></Paper>
          : chaptersOf(actions).map((chapter) => (
            <section key={chapter.title} aria-label={chapter.title}>
              <Title order={2} size="h5" mb={6}>{chapter.title}</Title>
              <Paper withBorder component="ul" className="rows">
                {chapter.actions.map((action, index) => (
                  <li key={index} className="rows-item">
                    <div className="rows-what">
                      <Text fw={600} className="break">{titleOf(action, nameOf)}</Text>
                      <Text size="sm" c="dimmed" className="break">{action.detail}</Text>
                    </div>
                  </li>
                ))}
              </Paper>
            </section>
          )))}
      </Loaded>
      <Group>
        <Button variant="default" onClick={onBack}>Back</Button>
        <Button disabled={!plan.data} onClick={onNext}>Go on</Button>
      </Group>
    </Stack>
  );
}
