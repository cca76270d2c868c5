import { SignedOut } from '../api/errors';
import { Problem } from './Problem';

/** What an action came to when it was not done; of a session that ended the shell tells. */
export function ActionProblem({ error, title }: { error: Error | null; title: string }) {
  return error && !(error instanceof SignedOut) ? <Problem error={error} title={title} /> : null;
}
