// Made share-v1.json, once, with what Node has; it knows nothing of the code that it is to test.
import { createCipheriv, hkdfSync, pbkdf2Sync } from 'node:crypto';
const b = (f, n) => Buffer.from(Array.from({ length: n }, (_, i) => (f + i * 7) & 255));
const derive = (material, word) => Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), `devflow-share/1 ${word}`, 32));
const one = (f, passphrase, text) => {
  const kind = Buffer.from([passphrase === null ? 1 : 2]), key = b(f, 32), nonce = b(f + 100, 12);
  const material = passphrase === null ? key : Buffer.concat([key, pbkdf2Sync(Buffer.from(passphrase, 'utf8'), derive(key, 'salt'), 600000, 32, 'sha256')]);
  const plain = Buffer.from(text, 'utf8'), padded = Buffer.alloc((Math.floor(plain.length / 256) + 1) * 256);
  plain.copy(padded); padded[plain.length] = 0x80;
  const cipher = createCipheriv('aes-256-gcm', derive(material, 'encryption'), nonce); cipher.setAAD(kind);
  const sealed = Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  return { fragment: Buffer.concat([kind, key]).toString('base64url'), passphrase, access: derive(key, 'access').toString('base64url'),
    passphraseProof: passphrase === null ? null : derive(material, 'passphrase').toString('base64url'), content: sealed.toString('base64url'), text };
};
console.log(JSON.stringify([
  one(1, null, 'sk-example-0123456789'),
  one(2, 'vier Wörter 三 😀', 'one\nzwei ü\n三 😀'),
  // As long as a block, so that its end stands in one of its own.
  one(3, null, 'x'.repeat(256)),
], null, 2));
