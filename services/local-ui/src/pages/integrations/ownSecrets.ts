import { ask } from '../../api/http';
import { Reader } from '../../api/reader';

export const ownUrl = '/api/v1/me/secrets';

/** A secret that is a person's own: that it is there, not what it is. */
export interface OwnSecret {
  name: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  expiresAt: string | null;
}

export interface Version {
  version: number;
  createdAt: string;
  createdBy: string;
  restoredFrom: number | null;
}

export interface NewValue {
  name: string;
  value: string;
  /** The version that it replaces: whoever was overtaken is told. */
  expectedVersion: number;
}

const urlOf = (name: string) => `${ownUrl}/${encodeURIComponent(name)}`;

export function decodeOwn(json: unknown): OwnSecret {
  const fields = new Reader(json, 'a secret');
  return {
    name: fields.text('name'),
    version: fields.number('version'),
    createdAt: fields.text('createdAt'),
    updatedAt: fields.text('updatedAt'),
    expiresAt: fields.optionalText('expiresAt'),
  };
}

export function decodeVersion(json: unknown): Version {
  const fields = new Reader(json, 'a version');
  return { version: fields.number('version'), createdAt: fields.text('createdAt'), createdBy: fields.text('createdBy'), restoredFrom: fields.optionalNumber('restoredFrom') };
}

export const versionsUrl = (name: string) => `${urlOf(name)}/versions`;

/** The one place where a value comes into the page. */
export async function reveal(name: string): Promise<string> {
  return new Reader(await ask(urlOf(name)), 'the answer').text('value');
}

export async function write({ name, value, expectedVersion }: NewValue): Promise<void> {
  await ask(urlOf(name), { method: 'PUT', body: { value, expectedVersion } });
}

export async function restore({ name, version, expectedVersion }: { name: string; version: number; expectedVersion: number }): Promise<void> {
  await ask(`${versionsUrl(name)}/${version}/restore`, { method: 'POST', body: { expectedVersion } });
}

export async function remove(name: string): Promise<void> {
  await ask(urlOf(name), { method: 'DELETE' });
}
