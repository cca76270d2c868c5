import { Button, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SignedOut } from '../../api/errors';
import { Ago } from '../../components/Ago';
import { Problem } from '../../components/Problem';
import { Tone } from '../../components/Tone';
import { revokeLink, type ShareLink } from './shares';
import { factsOf, nameOf, states } from './words';

export function LinkList({ links }: { links: ShareLink[] }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: revokeLink,
    // It may have been opened in the meantime: the list says what it is now.
    onSettled: () => queries.invalidateQueries({ queryKey: ['shares'] }),
  });
  return (
    <section aria-labelledby="links-title">
      <Title order={2} size="h4" id="links-title" mb="sm">Your links</Title>
      {revoke.error && !(revoke.error instanceof SignedOut) && <Problem error={revoke.error} title="The link was not revoked" />}
      <Paper withBorder component="ul" className="rows">
        {links.map((link) => {
          const state = states[link.state] ?? { word: link.state, tone: 'quiet' as const };
          return (
            <li key={link.id} className="rows-item">
              <Tone tone={state.tone}>{state.word}</Tone>
              <div className="rows-what">
                <code className="break">{nameOf(link)}</code>
                <Text size="sm" c="dimmed">
                  made <Ago at={link.createdAt} /> · {factsOf(link)}
                  {link.state === 'open' && <> · expires <Ago at={link.expiresAt} /></>}
                </Text>
              </div>
              {link.state === 'open' && (
                <Button size="compact-sm" variant="default" loading={revoke.isPending && revoke.variables === link.id} aria-label={`Revoke ${nameOf(link)}`} onClick={() => revoke.mutate(link.id)}>Revoke</Button>
              )}
            </li>
          );
        })}
      </Paper>
    </section>
  );
}
