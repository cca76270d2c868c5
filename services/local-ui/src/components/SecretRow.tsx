import type { Secret } from '../api/model';
import { Absent } from './Absent';
import { Reference } from './Reference';
import { Since } from './Since';
import { SourceCell } from './SourceCell';
import { StateChip } from './StateChip';
import { UsedBy } from './UsedBy';

interface SecretRowProps {
  secret: Secret;
  now: number;
  open: boolean;
  onOpen: (key: string) => void;
}

// Whoever drags over a reference to copy it does not want the panel.
const isSelectingText = () => Boolean(window.getSelection()?.toString());

export function SecretRow({ secret, now, open, onOpen }: SecretRowProps) {
  const { key, path, tier, reference, usedBy, changedAt } = secret;
  return (
    <tr className={open ? 'open' : undefined} onClick={() => isSelectingText() || onOpen(key)}>
      <th scope="row">
        <button type="button" id={`open-${key}`} className="row-button" aria-haspopup="dialog" aria-expanded={open}>
          {key}
        </button>
        {secret.required && <span className="tag">required</span>}
        {!secret.secret && <span className="tag">setting</span>}
        <span className="path">{path}</span>
      </th>
      <td>{tier}</td>
      <td><StateChip secret={secret} /></td>
      <td><SourceCell secret={secret} /></td>
      <td><Reference reference={reference} /></td>
      <td><UsedBy services={usedBy} /></td>
      <td className="since">{changedAt ? <Since at={changedAt} now={now} /> : <Absent />}</td>
    </tr>
  );
}
