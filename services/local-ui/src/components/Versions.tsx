import { Button, Group, Paper, Text } from '@mantine/core';
import { Ago } from './Ago';
import { Tone } from './Tone';

interface Props {
  versions: { version: number; createdAt: string; createdBy: string; restoredFrom: number | null }[];
  current: number;
  /** The version that is being restored. */
  busy: number | null;
  /** None for whoever may not. */
  onRestore?: ((version: number) => void) | undefined;
}

/** The versions of a secret, newest first; to restore one writes its value as a new one. */
export function Versions({ versions, current, busy, onRestore }: Props) {
  return (
    <Paper withBorder component="ul" className="rows">
      {versions.map(({ version, createdAt, createdBy, restoredFrom }) => (
        <li key={version} className="rows-item">
          <div className="rows-what">
            <Group gap="xs">
              <Text span fw={600}>Version {version}</Text>
              {version === current && <Tone tone="good">In force</Tone>}
              {restoredFrom !== null && <Text span size="sm" c="dimmed">restored from {restoredFrom}</Text>}
            </Group>
            <Text size="xs" c="dimmed" className="break"><Ago at={createdAt} /> · {createdBy}</Text>
          </div>
          {version !== current && onRestore && <Button size="compact-sm" variant="default" loading={busy === version} aria-label={`Restore version ${version}`} onClick={() => onRestore(version)}>Restore</Button>}
        </li>
      ))}
    </Paper>
  );
}
