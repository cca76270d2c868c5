import { NativeSelect, Paper, Stack, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { SignedOut } from '../../../api/errors';
import type { User } from '../../../api/users';
import { Ago } from '../../../components/Ago';
import { Problem } from '../../../components/Problem';
import { Tone } from '../../../components/Tone';
import { useMe } from '../../../session/useMe';
import { changeRole } from './people';
import { roleChoices } from './words';

interface Props {
  people: User[];
  onOpen: (id: string) => void;
  onChanged: () => void;
}

export function PeopleList({ people, onOpen, onChanged }: Props) {
  const me = useMe();
  const change = useMutation({ mutationFn: changeRole, onSettled: onChanged });
  return (
    <Stack gap="sm">
      {change.error && !(change.error instanceof SignedOut) && <Problem error={change.error} title="The role was not changed" />}
      <Paper withBorder component="ul" className="rows" aria-label="People">
        {people.map(({ id, name, displayName, role, createdAt, erasedAt }) => (
          <li key={id} className="rows-item">
            <div className="rows-what">
              {erasedAt ? <Text c="dimmed">somebody erased</Text> : <UnstyledButton className="link break" aria-haspopup="dialog" onClick={() => onOpen(id)}>{displayName ?? name}</UnstyledButton>}
              <Text size="sm" c="dimmed" className="break">{erasedAt ? <>erased <Ago at={erasedAt} /></> : <>{name} · since <Ago at={createdAt} /></>}</Text>
            </div>
            {erasedAt ? null : `user:${id}` === me?.principal ? <Tone tone="accent">You, {role}</Tone> : (
              <NativeSelect size="xs" aria-label={`Role of ${name}`} data={roleChoices} value={change.isPending && change.variables.id === id ? change.variables.role : role} disabled={change.isPending} onChange={(event) => change.mutate({ id, role: event.target.value })} />
            )}
          </li>
        ))}
      </Paper>
    </Stack>
  );
}
