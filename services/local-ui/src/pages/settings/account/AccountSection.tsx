import { Paper } from '@mantine/core';
import { Absent } from '../../../components/Absent';
import { Fact } from '../../../components/Fact';
import { Facts } from '../../../components/Facts';
import { Loaded } from '../../../components/Loaded';
import { useWho } from '../../../session/useMe';

const roles: Record<string, string> = {
  admin: 'Admin: sees the platform’s secrets, rotates them, and administers people',
  member: 'Member: has secrets, links and leases of the own, and those of projects',
};

export function AccountSection() {
  return (
    <Loaded query={useWho()} what="your account" rows={3}>
      {(me) => me && (
        <Paper withBorder p="lg">
          <Facts>
            <Fact name="Name">{me.name}</Fact>
            <Fact name="Shown as">{me.displayName ?? <Absent />}</Fact>
            <Fact name="Role">{roles[me.role] ?? me.role}</Fact>
            <Fact name="Id"><code>{me.principal}</code></Fact>
          </Facts>
        </Paper>
      )}
    </Loaded>
  );
}
