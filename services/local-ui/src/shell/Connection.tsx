import { Group, Text } from '@mantine/core';
import type { Phase } from '../feed/feedState';
import { usePlatform } from '../session/Platform';

const words: Record<Phase, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  unreachable: 'Engine not reachable',
  'signed-out': 'Signed out',
};

export function Connection() {
  const { feed: { phase } } = usePlatform();
  return (
    <Group gap={6} wrap="nowrap" role="status" aria-label={`Connection: ${words[phase]}`} title={words[phase]} className={`connection connection-${phase}`}>
      <span className="dot" aria-hidden="true" />
      <Text span size="sm" visibleFrom="xs" className="nowrap">{words[phase]}</Text>
    </Group>
  );
}
