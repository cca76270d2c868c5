import { Button, Paper, Stack, Text } from '@mantine/core';
import { useAction } from '../../api/useAction';
import { useEngineList } from '../../api/useEngine';
import { ActionProblem } from '../../components/ActionProblem';
import { Ago } from '../../components/Ago';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { AddGrant } from './AddGrant';
import { revokeGrant } from './grants';
import { decodeGrant, type Project, urlOf } from './projects';

/** Access for a while, for who is no member. */
export function Grants({ project: { name: project, role } }: { project: Project }) {
  const query = useEngineList(['projects', project, 'grants'], `${urlOf(project)}/grants`, decodeGrant);
  const revoke = useAction(revokeGrant, [['projects', project, 'grants']]);
  const isAdmin = role === 'admin';
  return (
    <Stack gap="md" maw={860}>
      {isAdmin && <AddGrant project={project} />}
      <ActionProblem error={revoke.error} title="It was not taken back" />
      <Loaded query={query} what="the grants" rows={3}>
        {(list) => list.length === 0 ? <Paper withBorder><EmptyState icon="clock" title="Nothing is granted">To who is no member one secret, or one environment, can be granted for a while.</EmptyState></Paper> : (
          <Paper withBorder component="ul" className="rows" aria-label="Grants">
            {list.map(({ id, principal, environment, key, access, expiresAt }) => (
              <li key={id} className="rows-item">
                <div className="rows-what">
                  <Text span fw={600} className="break">{principal}</Text> may {access} {key ? <code className="break">{key}</code> : 'everything'} in {environment}
                  <Text size="sm" c="dimmed">ends <Ago at={expiresAt} /></Text>
                </div>
                {isAdmin && <Button size="compact-sm" variant="default" loading={revoke.isPending && revoke.variables.id === id} aria-label={`Take back the grant of ${principal}`} onClick={() => revoke.mutate({ project, id })}>Take back</Button>}
              </li>
            ))}
          </Paper>
        )}
      </Loaded>
    </Stack>
  );
}
