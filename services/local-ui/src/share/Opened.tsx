import { CopyButton } from './CopyButton';
import type { Shared } from './shares';
import { timesOf } from './words';

export function Opened({ shared }: { shared: Shared }) {
  return (
    <section className="card share-card" aria-labelledby="opened-title">
      <h2 id="opened-title">What is shared with you</h2>
      <pre className="share-value" tabIndex={0}>{shared.text}</pre>
      <div className="share-actions"><CopyButton text={shared.text} label="Copy it" /></div>
      <p className="hint">
        {shared.viewsLeft === 0 ? 'That was its last view: it is destroyed, and is gone from here when you leave.' : `The link can be opened ${timesOf(shared.viewsLeft)} more.`}
      </p>
    </section>
  );
}
