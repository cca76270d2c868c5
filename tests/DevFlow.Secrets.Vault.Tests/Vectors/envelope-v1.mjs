// Made envelope-v1.json, once, with what Node has; it knows nothing of the code that it is to test.
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
const t = s => { const b = Buffer.from(s, 'utf8'); const l = Buffer.alloc(4); l.writeInt32BE(b.length); return Buffer.concat([l, b]); };
const aad = (...x) => Buffer.concat(x.map(t));
const box = (key, nonce, plain, ad) => { const c = createCipheriv('aes-256-gcm', key, nonce); c.setAAD(ad); const e = Buffer.concat([c.update(plain), c.final()]); return Buffer.concat([Buffer.from([1]), nonce, e, c.getAuthTag()]); };
const seed = Buffer.from([...Array(32).keys()]);
const key = Buffer.from(hkdfSync('sha256', seed, '', 'devflow key-encryption key v1', 32));
const id = 'local:' + Buffer.from(hkdfSync('sha256', seed, '', 'devflow key-encryption key id v1', 8)).toString('hex');
const one = (tier, owner, name, version, dk, dataKey, n1, n2, value) => {
  const ofValue = aad('devflow value v1', tier, owner, name, String(version), dk), ofKey = aad('devflow data key v1', tier, owner, dk, id);
  return { tier, owner, name, version, dataKeyId: dk, keyId: id, value, associatedDataOfValue: ofValue.toString('hex'), associatedDataOfDataKey: ofKey.toString('hex'),
    wrapped: box(key, n1, dataKey, ofKey).toString('hex'), content: box(dataKey, n2, Buffer.from(value, 'utf8'), ofValue).toString('hex') };
};
const b = (f, n) => Buffer.from(Array.from({ length: n }, (_, i) => (f + i * 7) & 255));
console.log(JSON.stringify({
  encryptionKey: seed.toString('base64'), keyId: id,
  check: box(key, b(9, 12), Buffer.alloc(32), aad('devflow key check v1', id)).toString('hex'),
  secrets: [
    one('user', 'user:6f9619ff-8b86-d011-b42d-00cf4fc964ff', 'github/token', 1, '0190163d-8694-739b-aea5-966c26f8ad91', b(1, 32), b(2, 12), b(3, 12), 'ghp_example_0123456789'),
    one('project', 'project:7d444840-9dc0-11d1-b245-5ffdce74fad2', 'production/STRIPE_API_KEY', 2147483647, '0190163d-8694-739b-aea5-966c26f8ad92', b(4, 32), b(5, 12), b(6, 12), 'one\nzwei ü\n三 😀'),
    one('user', 'user:6f9619ff-8b86-d011-b42d-00cf4fc964ff', 'Schlüssel für Jürgen', 3, '0190163d-8694-739b-aea5-966c26f8ad93', b(7, 32), b(8, 12), b(10, 12), 'x'),
  ],
}, null, 2));
