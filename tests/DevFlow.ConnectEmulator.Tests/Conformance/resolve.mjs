// Resolves references with 1Password's own client and prints what came of each: a hash of the value, never the value itself.
// CONNECT_URL names the server; token and references come on standard input.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import connect from '@1password/connect';

const { token, references } = JSON.parse(readFileSync(0, 'utf8'));
const client = connect.OnePasswordConnect({ serverURL: process.env.CONNECT_URL, token, keepAlive: true });
const results = {};
for (const { vault, item, field } of references) {
  const name = `${vault}/${item}/${field}`;
  try {
    const { id } = await client.getVault(vault);
    const value = (await client.getItem(id, item)).fields?.find(({ label }) => label === field)?.value;
    results[name] = value ? createHash('sha256').update(value).digest('hex') : 'nothing';
  } catch {
    results[name] = 'fails';
  }
}
console.log(JSON.stringify(results));
