import { ask } from '../../../api/http';
import { askList } from '../../../api/list';
import { Reader } from '../../../api/reader';

const keysUrl = '/api/v1/me/api-keys';
const sessionsUrl = '/api/v1/me/sessions';

export interface ApiKey {
  id: string;
  name: string;
  /** Its first characters, to tell it from others. */
  prefix: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface Session {
  id: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  isCurrent: boolean;
}

export const listKeys = (signal?: AbortSignal): Promise<ApiKey[]> => askList(keysUrl, decodeKey, signal);

/** The key is in this answer, and nowhere else ever again. */
export async function issueKey({ name, days }: { name: string; days: number }): Promise<{ apiKey: ApiKey; key: string }> {
  const json = await ask(keysUrl, { method: 'POST', body: { name, expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() } });
  return { apiKey: decodeKey((json as { apiKey?: unknown }).apiKey), key: new Reader(json, 'the key').text('key') };
}

export const revokeKey = async (id: string): Promise<void> => void (await ask(`${keysUrl}/${id}`, { method: 'DELETE' }));

export const listSessions = (signal?: AbortSignal): Promise<Session[]> => askList(sessionsUrl, decodeSession, signal);

export const endSession = async (id: string): Promise<void> => void (await ask(`${sessionsUrl}/${id}`, { method: 'DELETE' }));

export const endSessions = async (): Promise<void> => void (await ask(sessionsUrl, { method: 'DELETE' }));

export function decodeKey(json: unknown): ApiKey {
  const fields = new Reader(json, 'a key');
  return {
    id: fields.text('id'),
    name: fields.text('name'),
    prefix: fields.text('prefix'),
    createdAt: fields.text('createdAt'),
    expiresAt: fields.optionalText('expiresAt'),
    lastUsedAt: fields.optionalText('lastUsedAt'),
    revokedAt: fields.optionalText('revokedAt'),
  };
}

function decodeSession(json: unknown): Session {
  const fields = new Reader(json, 'a session');
  return {
    id: fields.text('id'),
    createdAt: fields.text('createdAt'),
    expiresAt: fields.text('expiresAt'),
    lastUsedAt: fields.optionalText('lastUsedAt'),
    isCurrent: fields.flag('isCurrent'),
  };
}
