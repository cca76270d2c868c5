import { ask } from '../../api/http';
import { Reader } from '../../api/reader';
import { type Environment, environments, urlOf } from './projects';

/** That a project has a secret in an environment, and of which version; never what it is. */
export interface ProjectSecret {
  key: string;
  source: string;
  version: number | null;
  updatedAt: string | null;
}

/** One key, and what each environment has of it. */
export interface KeyRow {
  key: string;
  cells: Record<Environment, ProjectSecret | null>;
}

export interface Place {
  project: string;
  environment: Environment;
  key: string;
}

export const secretUrl = ({ project, environment, key }: Place) => `${urlOf(project)}/${environment}/secrets/${encodeURIComponent(key)}`;

function decode(json: unknown): ProjectSecret {
  const fields = new Reader(json, 'a secret');
  return { key: fields.text('key'), source: fields.text('source'), version: fields.optionalNumber('version'), updatedAt: fields.optionalText('updatedAt') };
}

/** The environments side by side, by key. */
export async function listSecrets(project: string, signal?: AbortSignal): Promise<KeyRow[]> {
  const lists = await Promise.all(environments.map(async (environment) =>
    new Reader({ list: await ask(`${urlOf(project)}/${environment}/secrets`, { signal }) }, 'the list').list('list', decode)));
  return rowsOf(lists);
}

/** @param lists Of each environment, in their order. */
export function rowsOf(lists: ProjectSecret[][]): KeyRow[] {
  const keys = [...new Set(lists.flat().map(({ key }) => key))].sort();
  return keys.map((key) => ({
    key,
    cells: Object.fromEntries(environments.map((environment, index) => [environment, lists[index]?.find((secret) => secret.key === key) ?? null])) as KeyRow['cells'],
  }));
}

export async function writeSecret({ value, expectedVersion, ...place }: Place & { value: string; expectedVersion: number }): Promise<void> {
  await ask(secretUrl(place), { method: 'PUT', body: { value, expectedVersion } });
}

export async function restoreSecret({ version, expectedVersion, ...place }: Place & { version: number; expectedVersion: number }): Promise<void> {
  await ask(`${secretUrl(place)}/versions/${version}/restore`, { method: 'POST', body: { expectedVersion } });
}

export async function deleteSecret(place: Place): Promise<void> {
  await ask(secretUrl(place), { method: 'DELETE' });
}
