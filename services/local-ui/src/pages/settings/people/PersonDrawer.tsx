import { Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '../../../api/users';
import { Fact } from '../../../components/Fact';
import { Facts } from '../../../components/Facts';
import { Loaded } from '../../../components/Loaded';
import { SidePanel } from '../../../components/SidePanel';
import { useMe } from '../../../session/useMe';
import { KeyList } from '../account/KeyList';
import { ErasePerson } from './ErasePerson';
import { listKeysOf, revokeKeyOf } from './people';

interface Props {
  person: User | null;
  onClose: () => void;
  onChanged: () => void;
}

export function PersonDrawer({ person, onClose, onChanged }: Props) {
  return (
    <SidePanel opened={person !== null && person.erasedAt === null} onClose={onClose} title={person?.displayName ?? person?.name}>
      {person && person.erasedAt === null && <Person key={person.id} person={person} onErased={() => { onClose(); onChanged(); }} />}
    </SidePanel>
  );
}

function Person({ person: { id, name, role }, onErased }: { person: User; onErased: () => void }) {
  const me = useMe();
  const keys = useQuery({ queryKey: ['api-keys', id], queryFn: ({ signal }) => listKeysOf(id, signal) });
  const [isAsked, setAsked] = useState(false);
  return (
    <Stack gap="lg">
      <Facts>
        <Fact name="Name">{name}</Fact>
        <Fact name="Role">{role}</Fact>
        <Fact name="Id"><code>{id}</code></Fact>
      </Facts>
      <section>
        <Title order={3} size="h5" mb="xs">API keys</Title>
        <Loaded query={keys} what="the keys" rows={2}>{(list) => <KeyList keys={list} revoke={revokeKeyOf(id)} onChanged={() => void keys.refetch()} />}</Loaded>
      </section>
      {`user:${id}` !== me?.principal && (
        <section>
          <Title order={3} size="h5" mb="xs">Erase</Title>
          <Text size="sm" mb="sm">Ends every session, key, lease and link, and destroys what opens this person’s secrets: nobody can read them any more, in backups neither.</Text>
          <Button color="red" variant="light" onClick={() => setAsked(true)}>Erase this person</Button>
          <ErasePerson id={id} name={name} opened={isAsked} onClose={() => setAsked(false)} onErased={onErased} />
        </section>
      )}
    </Stack>
  );
}
