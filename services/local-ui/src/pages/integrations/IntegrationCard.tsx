import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useAction } from '../../api/useAction';
import { ActionProblem } from '../../components/ActionProblem';
import { Ago } from '../../components/Ago';
import { Confirm } from '../../components/Confirm';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { Tone } from '../../components/Tone';
import { addressOf } from '../../session/signInOptions';
import { disconnect, type Integration, integrationsUrl, integrationWords } from './integrations';

export function IntegrationCard({ integration }: { integration: Integration }) {
  const { provider, title, configured, missing, state, account, scopes, connectedAt, expiresAt, refreshedAt, problem } = integration;
  const [asks, { open, close }] = useDisclosure(false);
  const connect = useMutation({ mutationFn: () => addressOf(`${integrationsUrl}/${encodeURIComponent(provider)}`, '/integrations'), onSuccess: (url) => window.location.assign(url) });
  const end = useAction(disconnect, [['integrations'], ['own']], close);
  const isThere = state !== 'not-connected';
  const { tone, word } = integrationWords[state] ?? { tone: 'quiet' as const, word: state };

  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="sm" h="100%">
        <Group justify="space-between"><Title order={3} size="h5">{title}</Title><Tone tone={tone}>{word}</Tone></Group>
        {problem && <Text size="sm" className="break">{problem}</Text>}
        {isThere && (
          <Facts>
            <Fact name="Account">{account ?? 'not known'}</Fact>
            <Fact name="May">{scopes.length > 0 ? scopes.join(', ') : 'nothing beyond who you are'}</Fact>
            <Fact name="Connected"><Ago at={connectedAt} /></Fact>
            {refreshedAt && <Fact name="Renewed"><Ago at={refreshedAt} /></Fact>}
            {expiresAt && <Fact name="Expires"><Ago at={expiresAt} /></Fact>}
          </Facts>
        )}
        {!configured && <Text size="sm" c="dimmed" className="break">Not set up on this platform: an admin sets {missing.join(', ')}.</Text>}
        <ActionProblem error={connect.error} title="It did not begin" />
        <Group mt="auto">
          {state !== 'connected' && <Button disabled={!configured} loading={connect.isPending} onClick={() => connect.mutate()}>{isThere ? 'Connect again' : `Connect ${title}`}</Button>}
          {isThere && <Button variant="default" onClick={open}>Disconnect</Button>}
        </Group>
      </Stack>
      <Confirm opened={asks} title={`Disconnect ${title}?`} action="Disconnect" doing={end} onConfirm={() => end.mutate(provider)} onClose={close}>
        <Text>Its tokens are revoked there, where {title} can, and deleted here. What works for you with this account stops, until you connect it again.</Text>
      </Confirm>
    </Paper>
  );
}
