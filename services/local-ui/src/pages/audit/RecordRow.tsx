import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { Absent } from '../../components/Absent';
import { Tone } from '../../components/Tone';
import { Who } from '../../components/Who';
import type { AuditRecord } from './audit';
import { momentOf, outcomeOf } from './words';

interface Props {
  record: AuditRecord;
  index: number;
  start: number;
  height: number;
  onOpen: (record: AuditRecord) => void;
}

export const RecordRow = memo(function RecordRow({ record, index, start, height, onOpen }: Props) {
  const { time, key, service, user, source, count, kind } = record;
  const { word, tone } = outcomeOf(record);
  return (
    <div role="row" aria-rowindex={index + 2} className="audit-row audit-record row" style={{ height, transform: `translateY(${start}px)` }} onClick={() => onOpen(record)}>
      <span role="cell" className="audit-time"><time dateTime={time} title={time}>{momentOf(time)}</time></span>
      <span role="cell" className="audit-key">
        <UnstyledButton className="audit-open" aria-haspopup="dialog" title={key ?? kind}>{key ?? kind}</UnstyledButton>
        {count > 1 && <span className="audit-count"> × {count}</span>}
      </span>
      <span role="cell" className="audit-outcome"><Tone tone={tone}>{word}</Tone></span>
      <span role="cell" className="audit-service">{service}</span>
      <span role="cell" className="audit-user">{user ? <Who principal={user} /> : <Absent />}</span>
      <span role="cell" className="audit-source">{source ?? <Absent />}</span>
    </div>
  );
});
