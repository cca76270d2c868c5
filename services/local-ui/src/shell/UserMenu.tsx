import { Button, Popover, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../components/Icon';
import { usePlatform } from '../session/Platform';
import { useMe } from '../session/useMe';
import { ColorScheme } from './ColorScheme';

const roleWords: Record<string, string> = { admin: 'Admin', member: 'Member' };

export function UserMenu() {
  const { entered, feed, signOut } = usePlatform();
  const me = useMe();
  const [problem, setProblem] = useState<string | null>(null);
  const isIn = entered && feed.phase !== 'signed-out';
  const name = me?.displayName ?? me?.name;
  return (
    <Popover position="bottom-end" width={250} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton aria-label={name ? `You: ${name}` : 'Settings of this page'} className="user">
          <ThemeIcon variant="light" size={30} radius="xl"><Icon name="user" size={17} /></ThemeIcon>
          {name && <Text span size="sm" fw={600} visibleFrom="sm" maw={140} truncate>{name}</Text>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="You" p="sm">
        {me && (
          <div className="user-who">
            <Text fw={600} className="break">{name}</Text>
            <Text size="xs" c="dimmed" className="break">{roleWords[me.role] ?? me.role} · {me.name}</Text>
          </div>
        )}
        <ColorScheme />
        {/* It stays open until the session has ended: whoever cannot be signed out has to know. */}
        {isIn && <Button fullWidth variant="default" size="compact-md" mt="sm" onClick={() => void signOut().then(() => setProblem(null), (error: Error) => setProblem(error.message))}>Sign out</Button>}
        {problem && <Text role="alert" size="xs" c="red" mt="xs">You are still signed in: {problem}</Text>}
      </Popover.Dropdown>
    </Popover>
  );
}
