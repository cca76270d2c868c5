import { Refused, SignedOut } from '../api/errors';
import { ask } from '../api/http';

export const tokensUrl = '/api/v1/tokens';
export const sessionUrl = '/api/v1/tokens/session';

export type Grant = { grant: 'code'; code: string } | { grant: 'api-key'; key: string };

/** The session is a cookie that no script can read; this page never holds a token. */
export async function signIn(grant: Grant): Promise<void> {
  try {
    await ask(tokensUrl, { method: 'POST', body: { ...grant, session: true } });
  } catch (error) {
    if (error instanceof SignedOut) throw new Refused(wasUsed[grant.grant], 401, null);
    throw error;
  }
}

export async function signOut(): Promise<void> {
  await ask(sessionUrl, { method: 'DELETE' });
}

const wasUsed: Record<Grant['grant'], string> = {
  code: 'This link was used already, or is of an earlier start. The one of the last start stands in the console of the app host.',
  'api-key': 'This key is not known, was revoked or has run out.',
};
