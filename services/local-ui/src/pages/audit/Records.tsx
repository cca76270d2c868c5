import { Button, Paper, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import type { AuditPage, AuditRecord } from './audit';
import { type AuditFilter, isAny } from './filter';
import { RecordDrawer } from './RecordDrawer';
import { RecordsTable } from './RecordsTable';

interface Props {
  pages: AuditPage[];
  filter: AuditFilter;
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
  onClear: () => void;
}

export function Records({ pages, filter, hasMore, busy, onMore, onClear }: Props) {
  const records = useMemo(() => pages.flatMap((page) => page.records), [pages]);
  const [opened, setOpened] = useState<AuditRecord | null>(null);
  if (records.length === 0) {
    return (
      <Paper withBorder>
        {isAny(filter)
          ? <EmptyState icon="search" title="No record matches the filters" action={<Button variant="light" onClick={onClear}>Clear the filters</Button>} />
          : <EmptyState icon="list" title="Nothing on record yet">Each access to a secret, also one that was refused, is here within seconds.</EmptyState>}
      </Paper>
    );
  }
  return (
    <div>
      <RecordsTable records={records} hasMore={hasMore} busy={busy} onMore={onMore} onOpen={setOpened} />
      <Text size="sm" c="dimmed" mt="xs" role="status">
        {records.length.toLocaleString('en')} {records.length === 1 ? 'record' : 'records'} loaded{hasMore ? '; older ones come as you scroll' : ', that is all'}
      </Text>
      <RecordDrawer record={opened} onClose={() => setOpened(null)} />
    </div>
  );
}
