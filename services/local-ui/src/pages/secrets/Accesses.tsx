import { Text } from '@mantine/core';
import { useEngine } from '../../api/useEngine';
import { Ago } from '../../components/Ago';
import { Loaded } from '../../components/Loaded';
import { decodeAccesses } from './history';
import { sourceWord } from './words';

/** The newest of what was done with it, of the audit. */
export function Accesses({ secret }: { secret: string }) {
  const query = useEngine(['secret', secret, 'audit'], `/api/v1/audit?key=${encodeURIComponent(secret)}&limit=10`, decodeAccesses);
  return (
    <Loaded query={query} what="the audit" rows={3}>
      {(records) => records.length === 0 ? <Text c="dimmed">Nobody has asked for it yet.</Text> : (
        <ol className="timeline">
          {records.map(({ id, time, outcome, service, user, source, count }) => (
            <li key={id}>
              <Text span fw={600}>{outcome}</Text> {count > 1 && `${count} times `}by {service}{source && `, from ${sourceWord(source)}`}
              <Text size="xs" c="dimmed" className="break"><Ago at={time} />{user && ` · ${user}`}</Text>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
