import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';

/** A page that fails takes nothing else along. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <Stack align="center" role="alert" py={56} px="md" ta="center" gap="sm">
        <Title order={1} size="h3">This page has failed</Title>
        <Text c="dimmed" maw={480}>It is a fault of the page, or a part of it could not be loaded. Nothing was lost at the engine.</Text>
        <Text size="sm" ff="monospace" className="break">{this.state.error.message}</Text>
        <Button onClick={() => window.location.reload()}>Load it again</Button>
      </Stack>
    );
  }
}
