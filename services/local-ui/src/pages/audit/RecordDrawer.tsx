import { Anchor, Group, Stack } from '@mantine/core';
import { Link } from 'wouter';
import { Ago } from '../../components/Ago';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import { SidePanel } from '../../components/SidePanel';
import { Tone } from '../../components/Tone';
import { Who } from '../../components/Who';
import type { AuditRecord } from './audit';
import { kindOf, outcomeOf } from './words';

export function RecordDrawer({ record, onClose }: { record: AuditRecord | null; onClose: () => void }) {
  return (
    <SidePanel opened={record !== null} onClose={onClose} title={record?.key ?? record?.kind} classNames={{ title: 'key-title' }}>
      {record && <RecordDetails record={record} onLeave={onClose} />}
    </SidePanel>
  );
}

function RecordDetails({ record, onLeave }: { record: AuditRecord; onLeave: () => void }) {
  const { time, kind, service, key, tier, source, reference, version, user, trace, count, from, to, chain, seq } = record;
  const { word, tone } = outcomeOf(record);
  return (
    <Stack gap="lg">
      <Group gap="xs"><Tone tone={tone}>{word}</Tone></Group>
      <Facts>
        <Fact name="When">{new Date(time).toLocaleString()}, <Ago at={time} /></Fact>
        <Fact name="Kind">{kindOf(kind)}</Fact>
        {count > 1 && <Fact name="How often">{count} times{from && to && <>, from {new Date(from).toLocaleTimeString()} to {new Date(to).toLocaleTimeString()}</>}</Fact>}
        <Fact name="By">{service}</Fact>
        <Fact name="On behalf of"><Who principal={user} /></Fact>
        {tier && <Fact name="Tier">{tier}</Fact>}
        {source && <Fact name="Source">{source}</Fact>}
        {reference && <Fact name="Reference"><code>{reference}</code></Fact>}
        {version !== null && <Fact name="Version">{version}</Fact>}
        {trace && <Fact name="Trace"><code>{trace}</code></Fact>}
        <Fact name="Record">{seq} of chain {chain}</Fact>
      </Facts>
      <Stack gap={4}>
        {key && <Anchor component={Link} size="sm" href={`/audit?${new URLSearchParams({ key })}`} onClick={onLeave}>All records of this key</Anchor>}
        {trace && <Anchor component={Link} size="sm" href={`/audit?${new URLSearchParams({ trace })}`} onClick={onLeave}>All records of this trace</Anchor>}
      </Stack>
    </Stack>
  );
}
