import { Menu, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../components/Icon';
import { usePlatform } from '../session/Platform';
import { useMe } from '../session/useMe';
import { ColorScheme } from './ColorScheme';

export function UserMenu() {
  const { entered, feed, signOut } = usePlatform();
  const me = useMe();
  const [problem, setProblem] = useState<string | null>(null);
  const isIn = entered && feed.phase !== 'signed-out';
  const name = me?.displayName ?? me?.name;
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton aria-label={name ? `You: ${name}` : 'Settings of this page'} className="user">
          <ThemeIcon variant="light" size={30} radius="xl"><Icon name="user" size={17} /></ThemeIcon>
          {name && <Text span size="sm" fw={600} visibleFrom="sm" maw={140} truncate>{name}</Text>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {me && (
          <div className="user-who">
            <Text fw={600} truncate title={me.name}>{name}</Text>
            <Text size="xs" c="dimmed">{me.role === 'admin' ? 'Admin' : me.role === 'member' ? 'Member' : me.role} · {me.name}</Text>
          </div>
        )}
        <ColorScheme />
        {isIn && (
          <>
            <Menu.Divider />
            {/* It stays open until the session has ended: whoever cannot be signed out has to know. */}
            <Menu.Item closeMenuOnClick={false} onClick={() => void signOut().then(() => setProblem(null), (error: Error) => setProblem(error.message))}>Sign out</Menu.Item>
            {problem && <Text role="alert" size="xs" c="red" px="sm" pb="xs">You are still signed in: {problem}</Text>}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
