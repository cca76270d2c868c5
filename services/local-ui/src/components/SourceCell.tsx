import type { Secret } from '../api/model';
import { sourceWord } from '../secrets/words';
import { Absent } from './Absent';

export function SourceCell({ secret: { source, detail } }: { secret: Secret }) {
  return (
    <>
      {source ? sourceWord(source) : <Absent />}
      {detail && detail !== source && <span className="where">{detail}</span>}
    </>
  );
}
