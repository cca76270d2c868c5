import { Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listUsers, type User } from '../../../api/users';
import { Loaded } from '../../../components/Loaded';
import { PeopleList } from './PeopleList';
import { PersonDrawer } from './PersonDrawer';
import { PersonForm } from './PersonForm';

export function PeopleSection() {
  const queries = useQueryClient();
  const people = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => listUsers(signal), staleTime: 60_000 });
  const [opened, setOpened] = useState<User['id'] | null>(null);
  const changed = () => queries.invalidateQueries({ queryKey: ['users'] });
  return (
    <Stack gap="xl">
      <PersonForm onAdded={changed} />
      <Loaded query={people} what="the people" rows={3}>
        {(list) => (
          <>
            <PeopleList people={list} onOpen={setOpened} onChanged={changed} />
            <PersonDrawer person={list.find(({ id }) => id === opened) ?? null} onClose={() => setOpened(null)} onChanged={changed} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
