import { Alert, Button, Divider, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { ActionProblem } from '../components/ActionProblem';
import { addressOf, getProviders, problemOf } from '../session/signInOptions';

/** Signing in with an account that somebody has elsewhere; nothing where there is no such way. */
export function Providers() {
  const [parameters] = useSearchParams();
  const providers = useQuery({ queryKey: ['sign-in'], queryFn: ({ signal }) => getProviders(signal), staleTime: Infinity });
  const start = useMutation({ mutationFn: (name: string) => addressOf(`/api/v1/sign-in/${encodeURIComponent(name)}`, placeHere()), onSuccess: (url) => window.location.assign(url) });
  const list = providers.data ?? [];
  if (list.length === 0) return null;

  const title = list.find(({ name }) => name === parameters.get('provider'))?.title ?? 'The provider';
  const problem = problemOf(parameters.get('problem'), title);
  return (
    <Stack gap="sm" mt="lg">
      <Divider label="or with an account" labelPosition="center" />
      {problem && <Alert role="alert" color="red">{problem}</Alert>}
      <ActionProblem error={start.error} title="It did not begin" />
      {list.map(({ name, title, configured, missing }) => (
        <div key={name}>
          <Button fullWidth variant="default" disabled={!configured} loading={start.isPending && start.variables === name} onClick={() => start.mutate(name)}>Sign in with {title}</Button>
          {!configured && <Text size="xs" c="dimmed" mt={4}>Not set up: {missing.join(', ')}.</Text>}
        </div>
      ))}
    </Stack>
  );
}

/** Back to the page that was asked for, whatever problem its address told of. */
function placeHere(): string {
  const { pathname, search } = window.location;
  return pathname === '/sign-in' ? '/' : `${pathname}${search}`;
}
