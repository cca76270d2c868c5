import { Refused } from '../../api/errors';
import { ask } from '../../api/http';
import { Reader } from '../../api/reader';
import type { ToneName } from '../../components/Tone';

export const integrationsUrl = '/api/v1/me/integrations';

/** An account elsewhere that the platform may use for a person. Its tokens stay at the engine. */
export interface Integration {
  provider: string;
  title: string;
  configured: boolean;
  missing: string[];
  state: string;
  account: string | null;
  scopes: string[];
  connectedAt: string | null;
  expiresAt: string | null;
  refreshedAt: string | null;
  problem: string | null;
}

/** @returns None before an engine that has no such. */
export async function listIntegrations(signal?: AbortSignal): Promise<Integration[]> {
  try {
    return new Reader({ list: await ask(integrationsUrl, { signal }) }, 'the list').list('list', decode);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return [];
    throw error;
  }
}

export async function disconnect(provider: string): Promise<void> {
  await ask(`${integrationsUrl}/${encodeURIComponent(provider)}`, { method: 'DELETE' });
}

function decode(json: unknown): Integration {
  const fields = new Reader(json, 'an integration');
  return {
    provider: fields.text('provider'),
    title: fields.text('title'),
    configured: fields.flag('configured'),
    missing: fields.texts('missing'),
    state: fields.text('state'),
    account: fields.optionalText('account'),
    scopes: fields.texts('scopes'),
    connectedAt: fields.optionalText('connectedAt'),
    expiresAt: fields.optionalText('expiresAt'),
    refreshedAt: fields.optionalText('refreshedAt'),
    problem: fields.optionalText('problem'),
  };
}

export const integrationWords: Record<string, { tone: ToneName; word: string }> = {
  connected: { tone: 'good', word: 'Connected' },
  'not-connected': { tone: 'quiet', word: 'Not connected' },
  'needs-person': { tone: 'warning', word: 'Needs you' },
};
