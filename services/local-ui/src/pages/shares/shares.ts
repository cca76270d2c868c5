import { ask } from '../../api/http';
import { Reader } from '../../api/reader';
import { fromBase64url, toBase64url } from './base64url';
import { boxOf, createKey, DoesNotOpen, fragmentOf, hashOf, type ShareKey } from './format';

export const sharesUrl = '/api/v1/shares';

/** A link, as the engine tells of it: without its key, which it does not have. */
export interface ShareLink {
  id: string;
  secret: string | null;
  state: string;
  views: number;
  opened: number;
  hasPassphrase: boolean;
  wrongPassphrases: number;
  createdAt: string;
  expiresAt: string;
}

export interface NewShare {
  text: string;
  views: number;
  seconds: number;
  passphrase: string;
}

export interface Shared {
  text: string;
  viewsLeft: number;
}

/** Encrypts here; the engine gets nothing that opens it. */
export async function createLink(share: NewShare, origin: string): Promise<{ url: string; link: ShareLink }> {
  const key = createKey(share.passphrase !== '');
  const box = await boxOf(key, share.passphrase);
  const link = decodeLink(await ask(sharesUrl, { method: 'POST', body: {
    content: toBase64url(await box.seal(share.text)),
    accessHash: await hashOf(box.access),
    passphraseHash: box.passphrase && await hashOf(box.passphrase),
    views: share.views,
    ttlSeconds: share.seconds,
  } }));
  return { url: `${origin}/s/${link.id}#${fragmentOf(key)}`, link };
}

export async function listLinks(): Promise<ShareLink[]> {
  const links = await ask(`${sharesUrl}?ended=true`);
  return new Reader({ links }, 'the list').list('links', decodeLink);
}

export async function revokeLink(id: string): Promise<void> {
  await ask(`${sharesUrl}/${id}`, { method: 'DELETE' });
}

/** Takes one view. */
export async function openLink(id: string, key: ShareKey, passphrase: string): Promise<Shared> {
  const box = await boxOf(key, passphrase);
  const proofs = { access: toBase64url(box.access), passphrase: box.passphrase && toBase64url(box.passphrase) };
  const answer = new Reader(await ask(`${sharesUrl}/${id}/open`, { method: 'POST', body: proofs }), 'what came');
  const content = fromBase64url(answer.text('content'));
  if (content === null) throw new DoesNotOpen();
  return { text: await box.open(content), viewsLeft: answer.number('viewsLeft') };
}

function decodeLink(json: unknown): ShareLink {
  const fields = new Reader(json, 'a link');
  return {
    id: fields.text('id'),
    secret: fields.optionalText('secret'),
    state: fields.text('state'),
    views: fields.number('views'),
    opened: fields.number('opened'),
    hasPassphrase: fields.flag('hasPassphrase'),
    wrongPassphrases: fields.number('wrongPassphrases'),
    createdAt: fields.text('createdAt'),
    expiresAt: fields.text('expiresAt'),
  };
}
