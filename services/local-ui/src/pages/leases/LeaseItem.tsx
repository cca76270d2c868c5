import { Button, Group, Text } from '@mantine/core';
import { Ago } from '../../components/Ago';
import { Tone } from '../../components/Tone';
import { Who } from '../../components/Who';
import { useNow } from '../../hooks/useNow';
import { useMe } from '../../session/useMe';
import type { Lease } from './leases';
import { isActive, stateOf } from './words';

interface Props {
  lease: Lease;
  isAdmin: boolean;
  isRenewing: boolean;
  onRenew: () => void;
  onRevoke: () => void;
}

/** Nobody but whose it is prolongs a lease; an admin may end it. */
export function LeaseItem({ lease, isAdmin, isRenewing, onRenew, onRevoke }: Props) {
  const me = useMe();
  const { word, tone } = stateOf(lease, useNow(15_000));
  const { profile, login, principal, openedAt, expiresAt, endedAt, endedBy } = lease;
  const isOwn = principal === me?.principal;
  return (
    <li className="rows-item">
      <Tone tone={tone}>{word}</Tone>
      <div className="rows-what">
        <Text fw={600}>{profile}{isAdmin && <Text span inherit fw={400} c="dimmed"> of <Who principal={principal} /></Text>}</Text>
        <Text size="xs" c="dimmed" className="mono break">{login}</Text>
        <Text size="sm" c="dimmed">
          opened <Ago at={openedAt} /> · {endedAt ? <>ended <Ago at={endedAt} />{endedBy && endedBy !== principal && <>, by <Who principal={endedBy} /></>}</> : <>ends <Ago at={expiresAt} /></>}
        </Text>
      </div>
      {isActive(lease) && (
        <Group gap="xs">
          {isOwn && <Button size="compact-sm" variant="default" loading={isRenewing} aria-label={`Renew ${login}`} onClick={onRenew}>Renew</Button>}
          <Button size="compact-sm" variant="default" aria-label={`Revoke ${login}`} onClick={onRevoke}>Revoke</Button>
        </Group>
      )}
    </li>
  );
}
