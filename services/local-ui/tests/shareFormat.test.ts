// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { fromBase64url, toBase64url } from '../src/pages/shares/base64url';
import { boxOf, createKey, DoesNotOpen, fragmentOf, readKey, takesPassphrase } from '../src/pages/shares/format';

vi.setConfig({ testTimeout: 60_000 });

interface Vector { fragment: string; passphrase: string | null; access: string; passphraseProof: string | null; content: string; text: string }

/** Made once by another implementation; the command line's tests read it too. */
const vectors = JSON.parse(readFileSync(new URL('../../../tests/DevFlow.Cli.Tests/Sharing/share-v1.json', import.meta.url), 'utf8')) as Vector[];

test.each(vectors.map((vector, index) => [index, vector] as const))('what another implementation sealed opens by the proofs that it made: %i', async (_, vector) => {
  const key = readKey(`#${vector.fragment}`)!;
  expect(fragmentOf(key)).toBe(vector.fragment);
  const box = await boxOf(key, vector.passphrase ?? '');
  expect(toBase64url(box.access)).toBe(vector.access);
  expect(box.passphrase && toBase64url(box.passphrase)).toBe(vector.passphraseProof);
  expect(await box.open(fromBase64url(vector.content)!)).toBe(vector.text);
});

test.each(['', 'x', 'ü'.repeat(127), 'x'.repeat(255), 'x'.repeat(256), '\ufefftext\0\0', '三\n😀'])('what is sealed opens, and its length does not tell what it is: %#', async (text) => {
  const box = await boxOf(createKey(false), '');
  const content = await box.seal(text);
  expect((content.length - 12 - 16) % 256).toBe(0);
  expect(toBase64url(await box.seal(text))).not.toBe(toBase64url(content));
  expect(await box.open(content)).toBe(text);
});

test('with another key, another passphrase, of another kind or altered it does not open', async () => {
  const key = createKey(true);
  const content = await (await boxOf(key, 'right passphrase')).seal('text');
  const others = await Promise.all([boxOf(key, 'wrong passphrase'), boxOf(createKey(true), 'right passphrase'), boxOf({ ...key, kind: 1 }, '')]);
  for (const other of others) await expect(other.open(content)).rejects.toThrow(DoesNotOpen);
  const right = await boxOf(key, 'right passphrase');
  for (const at of [0, 11, 12, content.length - 1]) {
    const altered = content.slice();
    altered[at]! ^= 1;
    await expect(right.open(altered)).rejects.toThrow(DoesNotOpen);
  }
  for (const length of [0, 12, 28, content.length - 1]) await expect(right.open(content.slice(0, length))).rejects.toThrow(DoesNotOpen);
});

test.each(['', '#', '#AQ', `#${'A'.repeat(44)}`, `#${vectors[0]!.fragment.slice(0, -1)}`, `#${vectors[0]!.fragment}A`, `#Aw${vectors[0]!.fragment.slice(2)}`, '#…'])('what is no key is taken for none: %s', (fragment) => {
  expect(readKey(fragment)).toBeNull();
});

test('a link says itself whether it takes a passphrase', () => {
  expect([true, false].map((has) => takesPassphrase(readKey(fragmentOf(createKey(has)))!))).toEqual([true, false]);
});
