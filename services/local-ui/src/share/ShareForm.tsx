import { type FormEvent, useState } from 'react';
import { SignedOut } from '../api/client';
import { canEncrypt, maxTextBytes, shortestPassphrase } from './format';
import { createLink, type ShareLink } from './shares';
import { defaultDuration, durations } from './words';

interface Props {
  onMade: (made: { url: string; link: ShareLink }) => void;
  onSignedOut: () => void;
}

export function ShareForm({ onMade, onSignedOut }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = String(fields.get('text'));
    if (new TextEncoder().encode(text).length > maxTextBytes)
      return setProblem(`That is more than ${maxTextBytes.toLocaleString('en')} bytes. Share where it is, and a key to it.`);
    setBusy(true);
    setProblem(null);
    createLink({ text, views: Number(fields.get('views')), seconds: Number(fields.get('seconds')), passphrase: String(fields.get('passphrase')) }, window.location.origin)
      .then(onMade, (error: Error) => (error instanceof SignedOut ? onSignedOut() : setProblem(error.message)))
      .finally(() => setBusy(false));
  };

  return (
    <section className="card share-card" aria-labelledby="share-title">
      <h2 id="share-title">Share a secret</h2>
      <p className="hint">It is encrypted in this browser. The key is in the link alone; the server keeps what it cannot open, and destroys it with the last view.</p>
      {!canEncrypt() && <p role="alert" className="share-problem">Browsers encrypt only for pages that came over https, or from this machine. Open this one that way.</p>}
      <form onSubmit={submit}>
        <label htmlFor="text">What is shared</label>
        <textarea id="text" name="text" rows={5} required autoFocus autoComplete="off" spellCheck={false} />
        <div className="share-fields">
          <div>
            <label htmlFor="views">Can be opened</label>
            <div className="share-views"><input id="views" name="views" type="number" min={1} max={100} defaultValue={1} required /> times</div>
          </div>
          <div>
            <label htmlFor="seconds">Expires after</label>
            <select id="seconds" name="seconds" defaultValue={defaultDuration}>
              {durations.map(({ seconds, label }) => <option key={seconds} value={seconds}>{label}</option>)}
            </select>
          </div>
          <div className="share-passphrase">
            <label htmlFor="passphrase">Passphrase, if you like</label>
            <input id="passphrase" name="passphrase" type="password" minLength={shortestPassphrase} autoComplete="new-password" placeholder={`At least ${shortestPassphrase} characters`} />
          </div>
        </div>
        {problem && <p role="alert" className="share-problem">{problem}</p>}
        <button type="submit" className="button button-main" disabled={busy || !canEncrypt()}>{busy ? 'Encrypting…' : 'Make the link'}</button>
      </form>
    </section>
  );
}
