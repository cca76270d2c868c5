import { refusal } from '../api/client';

export const tokensUrl = '/api/v1/tokens';
export const sessionUrl = '/api/v1/tokens/session';

const headers = { 'Content-Type': 'application/json' };

export type Grant = { grant: 'code'; code: string } | { grant: 'api-key'; key: string };

/** The session is a cookie that no script can read; this page never holds a token. */
export async function signIn(grant: Grant): Promise<void> {
  const response = await fetch(tokensUrl, { method: 'POST', headers, body: JSON.stringify({ ...grant, session: true }) });
  if (response.status === 401) throw new Error(wasUsed[grant.grant]);
  if (!response.ok) throw new Error(await refusal('POST', tokensUrl, response));
}

export async function signOut(): Promise<void> {
  await fetch(sessionUrl, { method: 'DELETE' });
}

const wasUsed: Record<Grant['grant'], string> = {
  code: 'This link was used already, or is of an earlier start. The one of the last start stands in the console of the app host.',
  'api-key': 'This key is not known, was revoked or has run out.',
};
