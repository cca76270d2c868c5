import { fromBase64url, toBase64url } from './base64url';

/**
 * The format devflow-share/1, by WebCrypto. It is described, for this and for the command line, in DevFlow.Cli/Sharing/ShareFormat.cs; both open what stands in
 * tests/DevFlow.Cli.Tests/Sharing/share-v1.json.
 */
const withoutPassphrase = 1;
const withPassphrase = 2;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const blockBytes = 256;
const endOfText = 0x80;
const rounds = 600_000;

/** So many bytes of UTF-8 are shared at most. */
export const maxTextBytes = 65_535;

/** Not of the format: with fewer characters, whoever has the database and the link guesses too fast. */
export const shortestPassphrase = 8;

type Bytes = Uint8Array<ArrayBuffer>;

/** What stands behind the # of a link. */
export interface ShareKey {
  readonly kind: number;
  readonly bytes: Bytes;
}

export interface ShareBox {
  /** Proves to the engine that somebody has the link. */
  readonly access: Bytes;
  /** Proves to the engine that somebody has the passphrase; null without one. */
  readonly passphrase: Bytes | null;
  seal(text: string): Promise<Bytes>;
  open(content: Bytes): Promise<string>;
}

/** What came is not what was shared. */
export class DoesNotOpen extends Error {
  constructor() {
    super('What came does not open: it was altered on its way, or where it was kept. Ask whoever sent the link for another, and say why.');
    this.name = 'DoesNotOpen';
  }
}

/** Browsers encrypt for pages that came over https, or from this machine. */
export const canEncrypt = (): boolean => globalThis.crypto?.subtle !== undefined;

export function createKey(hasPassphrase: boolean): ShareKey {
  return { kind: hasPassphrase ? withPassphrase : withoutPassphrase, bytes: crypto.getRandomValues(new Uint8Array(keyBytes)) };
}

/** @returns Null when a part is missing, or it is of a version that is not known here. */
export function readKey(fragment: string): ShareKey | null {
  const bytes = fromBase64url(fragment.replace(/^#/, ''));
  if (bytes?.length !== 1 + keyBytes) return null;
  const kind = bytes[0]!;
  return kind === withoutPassphrase || kind === withPassphrase ? { kind, bytes: bytes.slice(1) } : null;
}

export const takesPassphrase = (key: ShareKey): boolean => key.kind === withPassphrase;

export const fragmentOf = (key: ShareKey): string => toBase64url(Uint8Array.of(key.kind, ...key.bytes));

export const hashOf = async (proof: Bytes): Promise<string> => toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', proof)));

/** @param passphrase As it was typed; of a key without one it is not looked at. */
export async function boxOf(key: ShareKey, passphrase: string): Promise<ShareBox> {
  const material = takesPassphrase(key) ? join(key.bytes, await stretch(passphrase, await derive(key.bytes, 'salt'))) : key.bytes;
  const encryption = await crypto.subtle.importKey('raw', await derive(material, 'encryption'), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const additionalData = Uint8Array.of(key.kind);
  return {
    access: await derive(key.bytes, 'access'),
    passphrase: takesPassphrase(key) ? await derive(material, 'passphrase') : null,
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
      return join(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData, tagLength: tagBytes * 8 }, encryption, pad(text))));
    },
    async open(content) {
      try {
        const iv = content.slice(0, nonceBytes);
        return unpad(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData, tagLength: tagBytes * 8 }, encryption, content.slice(nonceBytes))));
      } catch {
        throw new DoesNotOpen();
      }
    },
  };
}

async function derive(material: Bytes, word: string): Promise<Bytes> {
  const from = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(`devflow-share/1 ${word}`);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, from, keyBytes * 8));
}

async function stretch(passphrase: string, salt: Bytes): Promise<Bytes> {
  const from = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, from, keyBytes * 8));
}

function pad(text: string): Bytes {
  const plain = new TextEncoder().encode(text);
  const padded = new Uint8Array((Math.floor(plain.length / blockBytes) + 1) * blockBytes);
  padded.set(plain);
  padded[plain.length] = endOfText;
  return padded;
}

function unpad(padded: Bytes): string {
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== endOfText) throw new DoesNotOpen();
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(padded.subarray(0, end));
}

function join(first: Bytes, second: Bytes): Bytes {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
