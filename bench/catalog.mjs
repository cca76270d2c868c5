// Every reference of the catalog by 1Password's own client, one after the other as its interface has it, or all at once.
// The address and the token come from the environment: both are those of an emulator. The first argument says how often.
// Prints a line a round: milliseconds, and how many had a value.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tests/DevFlow.ConnectEmulator.Tests/Conformance/', import.meta.url));
const { OnePasswordConnect } = require('@1password/connect');
const references = [...readFileSync(new URL('../config/secrets.yaml', import.meta.url), 'utf8').matchAll(/op:\/\/([^/"]+)\/([^/"]+)\/([^"]+)/g)]
  .map(([, vault, item, field]) => ({ vault, item, field }));

async function read(client, { vault, item, field }) {
  const { id } = await client.getVaultByTitle(vault);
  const found = await client.getItemByTitle(id, item);
  return found.fields.find((known) => known.label === field)?.value;
}

for (let round = 0; round < Number(process.argv[2]); round++) {
  const start = process.hrtime.bigint();
  const client = OnePasswordConnect({ serverURL: process.env.OP_CONNECT_URL, token: process.env.OP_CONNECT_TOKEN, keepAlive: true });
  const values = [];
  if (process.argv[3] === 'at-once') values.push(...await Promise.all(references.map((reference) => read(client, reference))));
  else for (const reference of references) values.push(await read(client, reference));
  console.log((Number(process.hrtime.bigint() - start) / 1e6).toFixed(1), values.filter(Boolean).length);
}
