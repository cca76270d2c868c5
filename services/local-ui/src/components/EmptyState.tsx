import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface Props {
  icon: IconName;
  title: string;
  /** What would fill it. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon variant="light" size={44} radius="xl"><Icon name={icon} size={22} /></ThemeIcon>
      <Title order={2} size="h4">{title}</Title>
      {children && <Text c="dimmed" maw={460}>{children}</Text>}
      {action}
    </Stack>
  );
}
