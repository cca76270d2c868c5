import { Alert, Button, Group, Text } from '@mantine/core';
import { ClockTime } from '../components/ClockTime';
import { Icon } from '../components/Icon';
import { RetryCountdown } from '../components/RetryCountdown';
import { usePlatform } from '../session/Platform';

/** The engine, or the way to it, is gone. What is on the page stays there, and is loaded anew by itself when it is back. */
export function Trouble() {
  const { feed: { attempts, overview, problem, receivedAt, retryAt, stale }, retry } = usePlatform();
  const title = !overview ? 'The Workflow Engine does not answer' : stale ? 'This page shows what was last known' : 'Live updates are interrupted';
  return (
    <Alert color="yellow" icon={<Icon name="alert" />} mb="lg" role="region" aria-label="Connection trouble">
      <div role="alert">
        <Text fw={650}>{title}</Text>
        {receivedAt !== null && <Text size="sm">{stale ? 'Received at ' : 'Read once more at '}<ClockTime at={receivedAt} />.</Text>}
        <Text size="sm" className="break">Tried: {problem}.</Text>
      </div>
      {!overview && (
        <Text size="sm" mt={4}>
          Is the platform running? <code>npm run dev</code> at the root of the repository starts all of it. This page fills by itself once the engine answers.
        </Text>
      )}
      <Group gap="sm" mt="xs">
        <Button size="compact-sm" variant="default" onClick={retry}>Try now</Button>
        <RetryCountdown attempts={attempts} retryAt={retryAt} />
      </Group>
    </Alert>
  );
}
