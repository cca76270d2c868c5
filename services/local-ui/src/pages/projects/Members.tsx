import { Button, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../api/useAction';
import { useEngineList } from '../../api/useEngine';
import { ActionProblem } from '../../components/ActionProblem';
import { Ago } from '../../components/Ago';
import { Confirm } from '../../components/Confirm';
import { Loaded } from '../../components/Loaded';
import { Tone } from '../../components/Tone';
import { AddMember } from './AddMember';
import { removeMember, setMember } from './members';
import { decodeMember, type Member, type Project, roles, roleWords, urlOf } from './projects';

export function Members({ project: { name: project, role } }: { project: Project }) {
  const query = useEngineList(['projects', project, 'members'], `${urlOf(project)}/members`, decodeMember);
  const change = useAction(setMember, [['projects']]);
  const [leaves, setLeaves] = useState<Member | null>(null);
  const remove = useAction(removeMember, [['projects']], () => setLeaves(null));
  const isAdmin = role === 'admin';
  const nameOf = (member: Member) => member.name ?? member.principal;
  return (
    <Stack gap="md" maw={860}>
      {isAdmin && <AddMember project={project} />}
      <ActionProblem error={change.error} title="The role was not changed" />
      <Loaded query={query} what="the members" rows={3}>
        {(list) => (
          <Paper withBorder component="ul" className="rows" aria-label="Members">
            {list.map((member) => (
              <li key={member.principal} className="rows-item">
                <div className="rows-what">
                  <Text span fw={600} className="break">{nameOf(member)}</Text>
                  <Text size="sm" c="dimmed">{roleWords[member.role] ?? member.role} · since <Ago at={member.addedAt} /></Text>
                </div>
                {isAdmin ? (
                  <>
                    <NativeSelect
                      size="xs"
                      aria-label={`Role of ${nameOf(member)}`}
                      data={[...roles]}
                      value={member.role}
                      disabled={change.isPending}
                      onChange={(event) => change.mutate({ project, principal: member.principal, role: event.currentTarget.value })}
                    />
                    <Button size="compact-sm" variant="default" aria-label={`Remove ${nameOf(member)}`} onClick={() => setLeaves(member)}>Remove</Button>
                  </>
                ) : <Tone tone="accent">{member.role}</Tone>}
              </li>
            ))}
          </Paper>
        )}
      </Loaded>
      <Confirm
        opened={leaves !== null}
        title={`Remove ${leaves ? nameOf(leaves) : ''}?`}
        action="Remove"
        doing={remove}
        onConfirm={() => leaves && remove.mutate({ project, principal: leaves.principal })}
        onClose={() => setLeaves(null)}
      >
        <Text>What was read stays known: rotate what should not be.</Text>
      </Confirm>
    </Stack>
  );
}
