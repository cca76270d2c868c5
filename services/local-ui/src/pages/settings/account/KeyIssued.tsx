import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { CopyButton } from '../../../components/CopyButton';

export function KeyIssued({ value, onDone }: { value: string; onDone: () => void }) {
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="issued-title">
      <Stack gap="md">
        <Title order={2} size="h4" id="issued-title">Your key is issued</Title>
        <Text>It is shown here and never again. Put it where it is used as <code>DEVFLOW_API_KEY</code>.</Text>
        <TextInput aria-label="The key" readOnly value={value} onFocus={(event) => event.currentTarget.select()} classNames={{ input: 'mono' }} />
        <Group gap="sm">
          <CopyButton text={value} label="Copy the key" />
          <Button variant="default" onClick={onDone}>Done, forget it</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
