import { Button, Menu } from '@mantine/core';
import { Icon } from '../../components/Icon';
import { type ExportFormat, exportUrl } from './audit';
import type { AuditFilter } from './filter';

const formats: { format: ExportFormat; label: string }[] = [
  { format: 'jsonl', label: 'JSONL, the original lines' },
  { format: 'csv', label: 'CSV, for a table' },
];

interface Props {
  isAdmin: boolean;
  filter: AuditFilter;
  busy: boolean;
  onRefresh: () => void;
}

/** The engine writes an export as it finds the records: the browser stores it without this page holding any. */
export function AuditActions({ isAdmin, filter, busy, onRefresh }: Props) {
  return (
    <>
      <Button variant="default" leftSection={<Icon name="rotate" size={16} />} loading={busy} onClick={onRefresh}>Refresh</Button>
      {isAdmin && (
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default" leftSection={<Icon name="download" size={16} />}>Export</Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>What the filters let through, all of it</Menu.Label>
            {formats.map(({ format, label }) => <Menu.Item key={format} component="a" href={exportUrl(filter, format)} download={`audit.${format}`}>{label}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
