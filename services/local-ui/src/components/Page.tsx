import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  title: string;
  description?: ReactNode;
  /** What can be done here, beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Each page is one of these: its name is in the tab, and whoever comes from another page is put to its heading. */
export function Page({ title, description, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · DevFlow`;
  }, [title]);
  useEffect(() => {
    if (document.documentElement.dataset.moved !== undefined) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
        <div className="page-title">
          <Title order={1} size="h2" ref={heading} tabIndex={-1}>{title}</Title>
          {description && <Text c="dimmed" size="sm" mt={2} maw={720}>{description}</Text>}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </>
  );
}
