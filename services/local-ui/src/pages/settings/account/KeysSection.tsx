import { Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../../components/Loaded';
import { listKeys, revokeKey } from './account';
import { KeyForm } from './KeyForm';
import { KeyIssued } from './KeyIssued';
import { KeyList } from './KeyList';

export function KeysSection() {
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ['api-keys'], queryFn: ({ signal }) => listKeys(signal) });
  const [issued, setIssued] = useState<string | null>(null);
  const changed = () => queries.invalidateQueries({ queryKey: ['api-keys'] });
  return (
    <Stack gap="xl">
      {issued ? <KeyIssued value={issued} onDone={() => setIssued(null)} /> : <KeyForm onIssued={(key) => { setIssued(key); void changed(); }} />}
      <Loaded query={keys} what="your keys" rows={2}>{(list) => <KeyList keys={list} revoke={revokeKey} onChanged={changed} />}</Loaded>
    </Stack>
  );
}
