import { Paper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { AuditRecord } from './audit';
import { RecordRow } from './RecordRow';
import { useWindow } from './useWindow';

interface Props {
  records: AuditRecord[];
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
  onOpen: (record: AuditRecord) => void;
}

/** So far before the end the next page is asked for, that whoever scrolls on does not see it come. */
const ahead = 100;

/** However many records there are, only the rows in sight are in the document. */
export function RecordsTable({ records, hasMore, busy, onMore, onOpen }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const height = isWide ? 38 : 66;
  const [first, end] = useWindow(frame, records.length, height);
  useEffect(() => {
    if (hasMore && !busy && end >= records.length - ahead) onMore();
  }, [hasMore, busy, end, records.length, onMore]);

  return (
    <Paper withBorder ref={frame} className="audit" role="region" aria-label="Records" tabIndex={0}>
      <div role="table" aria-label="Records of the audit" aria-rowcount={hasMore ? -1 : records.length + 1}>
        <div role="rowgroup" className="audit-head">
          <div role="row" aria-rowindex={1} className="audit-row">
            <span role="columnheader">Time</span><span role="columnheader">Key</span><span role="columnheader">Outcome</span>
            <span role="columnheader">Service</span><span role="columnheader">On behalf of</span><span role="columnheader">Source</span>
          </div>
        </div>
        <div role="rowgroup" className="audit-body" style={{ height: records.length * height }}>
          {records.slice(first, end).map((record, offset) => (
            <RecordRow key={`${record.chain}/${record.seq}`} record={record} index={first + offset} start={(first + offset) * height} height={height} onOpen={onOpen} />
          ))}
        </div>
      </div>
    </Paper>
  );
}
