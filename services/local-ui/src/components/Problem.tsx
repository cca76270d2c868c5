import { Alert, Button, Group, Text } from '@mantine/core';
import { Unavailable } from '../api/errors';
import { Icon } from './Icon';

interface Props {
  error: Error;
  /** What did not work, as in "The leases could not be loaded". */
  title: string;
  onRetry?: (() => void) | undefined;
}

/** What went wrong, in the engine's own words, and what comes of it. */
export function Problem({ error, title, onRetry }: Props) {
  const isAway = error instanceof Unavailable;
  return (
    <Alert role="alert" color={isAway ? 'yellow' : 'red'} title={title} icon={<Icon name="alert" />} className="problem">
      <Text size="sm" className="break">{error.message}</Text>
      {onRetry && (
        <Group gap="sm" mt="xs">
          <Button size="compact-sm" variant="default" onClick={onRetry}>Try again</Button>
          {isAway && <Text size="sm" c="dimmed">Nothing else has to be done: it is loaded as soon as the engine answers.</Text>}
        </Group>
      )}
    </Alert>
  );
}
