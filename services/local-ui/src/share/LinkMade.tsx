import { CopyButton } from './CopyButton';
import type { ShareLink } from './shares';
import { dateOf, timesOf } from './words';

export function LinkMade({ url, link, onDone }: { url: string; link: ShareLink; onDone: () => void }) {
  return (
    <section className="card share-card" aria-labelledby="made-title">
      <h2 id="made-title">Your link is made</h2>
      <p>
        Whoever has it opens it, {timesOf(link.views)} until {dateOf(link.expiresAt)}. It is shown here and never again.
        {link.hasPassphrase && ' Send the passphrase another way.'}
      </p>
      <label htmlFor="link" className="visually-hidden">The link</label>
      <input id="link" className="share-value" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      <div className="share-actions">
        <CopyButton text={url} label="Copy the link" />
        <button type="button" className="button" onClick={onDone}>Share another</button>
      </div>
    </section>
  );
}
