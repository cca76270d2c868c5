import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { CopyButton } from '../../components/CopyButton';
import type { Shared } from './shares';
import { timesOf } from './words';

export function Opened({ shared }: { shared: Shared }) {
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="opened-title">
      <Stack gap="md">
        <Title order={1} size="h3" id="opened-title">What is shared with you</Title>
        <pre className="value" tabIndex={0}>{shared.text}</pre>
        <Group><CopyButton text={shared.text} label="Copy it" /></Group>
        <Text size="sm" c="dimmed">
          {shared.viewsLeft === 0 ? 'That was its last view: it is destroyed, and is gone from here when you leave.' : `The link can be opened ${timesOf(shared.viewsLeft)} more.`}
        </Text>
      </Stack>
    </Paper>
  );
}
