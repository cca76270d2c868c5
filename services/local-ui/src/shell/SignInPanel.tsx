import { Paper, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { Providers } from './Providers';
import { SignInForm } from './SignInForm';

/** For whoever comes from outside. */
export function SignInPanel() {
  useEffect(() => {
    document.title = 'Sign in · DevFlow';
  }, []);
  return (
    <Paper withBorder shadow="sm" p="xl" maw={420} mx="auto" mt="xl">
      <Title order={1} size="h3">Sign in</Title>
      <Text c="dimmed" size="sm" mb="lg">Where every secret of this platform comes from. Never what it is.</Text>
      <SignInForm />
      <Providers />
    </Paper>
  );
}
