// A repository for 'git fast-import', the same each time: node bench/scan-repository.mjs COMMITS | git fast-import
// Files of source, lock files that grow, some binaries, merges, tags; and one secret that was taken out again.
import { once } from 'node:events';
const commits = Number(process.argv[2] ?? 10000);
let seed = 42;
const random = below => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 2 ** 32 * below); };
const words = 'const let await return export function import from class extends new if else for while async user order total price item list map filter reduce json parse string number'.split(' ');
const line = n => `  ${words[random(words.length)]} ${words[random(words.length)]}${n} = ${words[random(words.length)]}(${random(100000)}, "https://docs.example.com/${words[random(words.length)]}/${random(999)}");`;
const files = Array.from({ length: 400 }, (_, f) => ({ path: `src/${words[f % words.length]}/${f}.ts`, lines: Array.from({ length: 40 + random(200) }, (_, n) => line(n)) }));
const lock = Array.from({ length: 3000 }, (_, n) => `    "node_modules/p${n}": { "version": "${random(9)}.${random(20)}.0", "integrity": "sha512-${Buffer.from(Array.from({ length: 64 }, () => random(256))).toString('base64')}" },`);
const out = async text => { if (!process.stdout.write(text)) await once(process.stdout, 'drain'); };
const data = bytes => Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
const who = n => `author A <a@example.com> ${1600000000 + n * 600} +0000\ncommitter A <a@example.com> ${1600000000 + n * 600} +0000\n`;
const put = async (path, bytes) => { await out(`M 100644 inline ${path}\n`); await out(data(Buffer.from(bytes))); };
// In two parts, so that this file has no secret in it.
const token = `ghp_${'r4Nd0mT0k3nF0rTh3B3nchOnlyKq7Zx1Lm9Yw'.slice(0, 36)}`;
for (let n = 1; n <= commits; n++) {
  const side = n % 50 === 49;
  await out(`commit refs/heads/${side ? 'side' : 'main'}\nmark :${n}\n${who(n)}`);
  await out(data(Buffer.from(`Change ${n}\n\nBecause of ${words[random(words.length)]} ${words[random(words.length)]}.\n`)));
  if (n > 1) await out(`from :${n % 50 === 0 ? n - 2 : n - 1}\n`);
  if (n % 50 === 0 && n > 2) await out(`merge :${n - 1}\n`);
  if (n === 1) for (const file of files) await put(file.path, file.lines.join('\n') + '\n');
  for (let k = 0; k < 1 + random(4); k++) {
    const file = files[random(files.length)];
    for (let m = 0; m < 5; m++) file.lines[random(file.lines.length)] = line(n);
    await put(file.path, file.lines.join('\n') + '\n');
  }
  if (n % 20 === 0) { lock[random(lock.length)] = `    "node_modules/q${n}": { "version": "1.0.${n}" },`; await put('package-lock.json', lock.join('\n') + '\n'); }
  if (n % 500 === 0) await put(`assets/${n}.bin`, Buffer.from(Array.from({ length: 400000 }, () => random(256))));
  if (n === Math.floor(commits / 2)) await put('src/login.ts', `export const token = "${token}";\n`);
  if (n === Math.floor(commits / 2) + 1) await out('D src/login.ts\n');
  if (n % 1000 === 0) await out(`tag v${n / 1000}\nfrom :${n}\ntagger A <a@example.com> ${1600000000 + n * 600} +0000\n`), await out(data(Buffer.from(`Version ${n / 1000}\n`)));
}
await out('done\n');
