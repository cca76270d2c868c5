import { type FormEvent, useEffect, useState } from 'react';
import { type Grant, signIn } from './session';

/** What somebody pasted: the whole link, its code alone, or an API key. */
function grantOf(text: string): Grant {
  const pasted = text.trim();
  return pasted.startsWith('dfk_') ? { grant: 'api-key', key: pasted } : { grant: 'code', code: pasted.replace(/^.*#sign-in=/, '') };
}

export function SignInPanel({ link, onSignedIn }: { link: Promise<string | null> | undefined; onSignedIn: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void link?.then(setProblem), [link]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    signIn(grantOf(String(new FormData(form).get('pasted'))))
      .then(onSignedIn, (error: Error) => setProblem(error.message))
      .finally(() => setBusy(false));
  };

  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Sign in</h2>
      <p>
        The app host prints a link at its start: <code>sign in, once: http://localhost:3737/#sign-in=…</code> Open it, or paste it
        here. Where there is none, an API key does as well.
      </p>
      {problem && <p role="alert" className="sign-in-problem">{problem}</p>}
      <form onSubmit={submit}>
        <label htmlFor="pasted">Link or API key</label>
        <div className="sign-in-line">
          {/* Not shown while it is typed, and not kept by the browser. */}
          <input id="pasted" name="pasted" type="password" autoComplete="off" required autoFocus />
          <button type="submit" className="button" disabled={busy}>Sign in</button>
        </div>
      </form>
    </section>
  );
}
