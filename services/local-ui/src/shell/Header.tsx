import { Badge, Burger, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import { usePlatform } from '../session/Platform';
import { Connection } from './Connection';
import { UserMenu } from './UserMenu';

export function Header({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }) {
  const { feed: { overview }, entered } = usePlatform();
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap">
      {entered && <Burger opened={menuOpen} onClick={onMenu} hiddenFrom="sm" size="sm" aria-label="Pages" aria-expanded={menuOpen} />}
      <Link href="/" className="brand">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <Text span fw={700}>DevFlow</Text>
      </Link>
      {overview && (
        <Badge variant="default" size="md" title={`Mode: ${overview.mode}. Environment: ${overview.environment}.`}>
          {overview.mode}<Text span inherit c="dimmed" visibleFrom="xs"> · {overview.environment}</Text>
        </Badge>
      )}
      <Group ml="auto" gap="sm" wrap="nowrap">
        <Connection />
        <UserMenu />
      </Group>
    </Group>
  );
}
