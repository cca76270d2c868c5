import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page, with a heading that names it. */
export function Section({ title, description, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" align="flex-end" mb="sm" gap="sm">
        <div>
          <Title order={2} size="h4" id={id}>{title}</Title>
          {description && <Text size="sm" c="dimmed" maw={720}>{description}</Text>}
        </div>
        {actions}
      </Group>
      {children}
    </section>
  );
}
