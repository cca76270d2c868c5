import { type Environment, environments } from './projects';
import type { KeyRow } from './secrets';

/**
 * In what an environment differs from those beside it; null where it does not. That a secret was written more often elsewhere is all that is told: whether its
 * values differ is nobody's business here. Versions count for themselves in each source, and files have none.
 */
export function differenceOf({ cells }: KeyRow, environment: Environment): string | null {
  const secret = cells[environment];
  if (!secret) return 'not set here';
  const versionOf = (one: Environment) => (cells[one]?.source === secret.source && cells[one].version) || 0;
  const ahead = environments.reduce((first, one) => (versionOf(one) > versionOf(first) ? one : first));
  return secret.version !== null && secret.version < versionOf(ahead) ? `fewer versions than ${ahead}` : null;
}

export const isDifferent = (row: KeyRow): boolean => environments.some((environment) => differenceOf(row, environment) !== null);
