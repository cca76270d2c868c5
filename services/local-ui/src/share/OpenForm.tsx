import { type FormEvent, useState } from 'react';
import { canEncrypt, type ShareKey, takesPassphrase } from './format';
import { NotOpened, openLink, type Shared } from './shares';

interface Props {
  id: string;
  shareKey: ShareKey;
  onOpened: (shared: Shared) => void;
}

/** After these there is nothing to try again. */
const final = ['none', 'used-up', 'expired', 'revoked', 'locked'];

export function OpenForm({ id, shareKey, onOpened }: Props) {
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const isOver = problem instanceof NotOpened && final.includes(problem.outcome);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    openLink(id, shareKey, String(new FormData(event.currentTarget).get('passphrase') ?? ''))
      .then(onOpened, setProblem)
      .finally(() => setBusy(false));
  };

  return (
    <section className="card share-card" aria-labelledby="open-title">
      <h2 id="open-title">{isOver ? 'Nothing to open' : 'Somebody shares a secret with you'}</h2>
      {problem && <p role="alert" className="share-problem">{problem.message}</p>}
      {!canEncrypt() && <p role="alert" className="share-problem">Browsers decrypt only for pages that came over https, or from this machine. Open this one that way.</p>}
      {!isOver && (
        <form onSubmit={submit}>
          <p>It is shown when you ask for it, which takes one of its views; with the last of them it is destroyed. It is decrypted in this browser.</p>
          {takesPassphrase(shareKey) && (
            <>
              <label htmlFor="passphrase">Passphrase</label>
              <input id="passphrase" name="passphrase" type="password" autoComplete="off" required autoFocus />
            </>
          )}
          <button type="submit" className="button button-main" disabled={busy || !canEncrypt()}>{busy ? 'Opening…' : 'Show what is shared'}</button>
        </form>
      )}
    </section>
  );
}
