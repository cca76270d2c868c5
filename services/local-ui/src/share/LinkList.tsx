import { useState } from 'react';
import { revokeLink, type ShareLink } from './shares';
import { factsOf, states } from './words';

interface Props {
  links: ShareLink[];
  onChanged: () => void;
  onFailed: (error: Error) => void;
}

export function LinkList({ links, onChanged, onFailed }: Props) {
  const [busy, setBusy] = useState<string | null>(null);
  const revoke = (id: string) => {
    setBusy(id);
    // It may have been opened in the meantime: the list says what it is now.
    revokeLink(id).then(onChanged, (error: Error) => {
      onChanged();
      onFailed(error);
    }).finally(() => setBusy(null));
  };
  return (
    <section className="card share-card" aria-labelledby="links-title">
      <h2 id="links-title">Your links</h2>
      <ul className="share-list">
        {links.map((link) => {
          const state = states[link.state] ?? { word: link.state, tone: 'optional' };
          return (
            <li key={link.id}>
              <span className={`chip tone-${state.tone}`}>{state.word}</span>
              <span className="share-list-what">
                <code>{link.secret ?? link.id.slice(0, 8)}</code>
                <span className="hint">{factsOf(link)}</span>
              </span>
              {link.state === 'open' && (
                <button type="button" className="button" disabled={busy === link.id} aria-label={`Revoke ${link.secret ?? link.id.slice(0, 8)}`} onClick={() => revoke(link.id)}>Revoke</button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
