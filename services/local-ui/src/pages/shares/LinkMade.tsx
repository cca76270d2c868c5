import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { CopyButton } from '../../components/CopyButton';
import type { ShareLink } from './shares';
import { dateOf, timesOf } from './words';

export function LinkMade({ url, link, onDone }: { url: string; link: ShareLink; onDone: () => void }) {
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="made-title">
      <Stack gap="md">
        <Title order={2} size="h4" id="made-title">Your link is made</Title>
        <Text>
          Whoever has it opens it, {timesOf(link.views)} until {dateOf(link.expiresAt)}. It is shown here and never again.
          {link.hasPassphrase && ' Send the passphrase another way.'}
        </Text>
        <TextInput aria-label="The link" readOnly value={url} onFocus={(event) => event.currentTarget.select()} classNames={{ input: 'mono' }} />
        <Group gap="sm">
          <CopyButton text={url} label="Copy the link" />
          <Button variant="default" onClick={onDone}>Share another</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
