import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listUsers } from '../../api/users';
import { usePlatform } from '../../session/Platform';
import { listChains } from './audit';
import { CommittedInput } from './CommittedInput';
import { type AuditFilter, isAny, toLocal, toUtc } from './filter';
import { kindChoices, outcomeChoices } from './words';

interface Props {
  filter: AuditFilter;
  isAdmin: boolean;
  onChange: (changes: AuditFilter) => void;
  onClear: () => void;
}

const any = (label: string) => ({ value: '', label });

/** What there is too many of to choose from is typed, and counts when the field is left. */
export function AuditFilters({ filter, isAdmin, onChange, onClear }: Props) {
  const { feed: { overview } } = usePlatform();
  const [isMore, setMore] = useState(Boolean(filter.tier || filter.kind || filter.from || filter.to || filter.trace));
  const chains = useQuery({ queryKey: ['audit-chains'], queryFn: ({ signal }) => listChains(signal), enabled: isAdmin });
  const users = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => listUsers(signal), enabled: isAdmin, staleTime: 60_000 });
  const services = [...new Set([...(chains.data ?? []).map(({ service }) => service), ...(filter.service ? [filter.service] : [])])].sort();
  const people = (users.data ?? []).map(({ id, name, displayName }) => ({ value: `user:${id}`, label: displayName ?? name }));
  // An address may name who is no longer there, or is no person.
  if (filter.user && !people.some(({ value }) => value === filter.user)) people.push({ value: filter.user, label: filter.user });

  return (
    <div role="search" aria-label="Filter the audit">
      <datalist id="audit-keys">{overview?.secrets.map(({ key }) => <option key={key} value={key} />)}</datalist>
      <div className={isAdmin ? 'fields fields-4' : 'fields'}>
        <CommittedInput value={filter.key ?? ''} onCommit={(key) => onChange({ key })}>
          {(field) => <CommittedInput.Text label="Key" placeholder="Any" list="audit-keys" {...field} />}
        </CommittedInput>
        <NativeSelect label="Outcome" value={filter.outcome ?? ''} data={[any('Any'), ...outcomeChoices]} onChange={(event) => onChange({ outcome: event.target.value })} />
        {isAdmin && <NativeSelect label="Service" value={filter.service ?? ''} data={[any('Any'), ...services]} onChange={(event) => onChange({ service: event.target.value })} />}
        {isAdmin && <NativeSelect label="On behalf of" value={filter.user ?? ''} data={[any('Anybody'), ...people]} onChange={(event) => onChange({ user: event.target.value })} />}
      </div>
      {isMore && (
        <div className="fields fields-5">
          <NativeSelect label="Tier" value={filter.tier ?? ''} data={[any('Any'), 'system', 'user', 'project']} onChange={(event) => onChange({ tier: event.target.value })} />
          <NativeSelect label="Kind" value={filter.kind ?? ''} data={[any('Accesses'), ...kindChoices]} onChange={(event) => onChange({ kind: event.target.value })} />
          <CommittedInput value={toLocal(filter.from)} onCommit={(from) => onChange({ from: toUtc(from) })}>{(field) => <CommittedInput.Moment label="From" {...field} />}</CommittedInput>
          <CommittedInput value={toLocal(filter.to)} onCommit={(to) => onChange({ to: toUtc(to) })}>{(field) => <CommittedInput.Moment label="Before" {...field} />}</CommittedInput>
          <CommittedInput value={filter.trace ?? ''} onCommit={(trace) => onChange({ trace: trace.trim() })}>{(field) => <CommittedInput.Text label="Trace" placeholder="Any" {...field} />}</CommittedInput>
        </div>
      )}
      <Group gap="sm" mt="xs">
        <Button variant="subtle" size="compact-sm" aria-expanded={isMore} onClick={() => setMore(!isMore)}>{isMore ? 'Fewer filters' : 'More filters'}</Button>
        {isAny(filter) && <Button variant="subtle" size="compact-sm" color="gray" onClick={onClear}>Clear all</Button>}
      </Group>
    </div>
  );
}
