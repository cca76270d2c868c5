// Calls every method of 1Password's own JavaScript client and prints what came of it, one JSON object.
// CONNECT_URL names the server; the token comes on standard input, so that it stands in no list of processes.
import { readFileSync } from 'node:fs';
import connect from '@1password/connect';

const { OnePasswordConnect, ItemBuilder } = connect;
const client = OnePasswordConnect({ serverURL: process.env.CONNECT_URL, token: readFileSync(0, 'utf8').trim(), keepAlive: true });
const stranger = OnePasswordConnect({ serverURL: process.env.CONNECT_URL, token: 'nobody', keepAlive: false });
const vault = process.env.CONNECT_VAULT_ID;
const nothing = 'nothingnothingnothingnothi';
const results = {};

async function run(name, call) {
  try {
    results[name] = (await call()) ?? null;
  } catch (error) {
    // Errors of the server come as axios errors, those of the client as plain objects.
    const { status, message } = error.response?.data ?? error;
    results[name] = { status, message };
  }
}

const outline = ({ id, title, name, category, version }) => ({ id, title: title ?? name, category, version });
const valueOf = (item, label) => item.fields.find((field) => field.label === label)?.value;

await run('listVaults', async () => (await client.listVaults()).map(({ name, items }) => `${name} ${items}`));
await run('listVaultsByTitle', async () => (await client.listVaultsByTitle('Twins')).length);
await run('getVault by title', async () => (await client.getVault('DevFlow')).id);
await run('getVault by id', async () => (await client.getVault(vault)).name);
await run('getVaultById', async () => (await client.getVaultById(vault)).name);
await run('getVaultByTitle', async () => (await client.getVaultByTitle('DevFlow')).id);
await run('getVault unknown title', () => client.getVault('Nowhere'));
await run('getVault duplicate title', () => client.getVault('Twins'));
await run('getVault unknown id', () => client.getVault(nothing));

await run('listItems', async () => (await client.listItems(vault)).map(({ title }) => title));
await run('listItemsByTitle', async () => (await client.listItemsByTitle(vault, 'Twin')).length);
await run('listItemsByTitleContains', async () => (await client.listItemsByTitleContains(vault, 'ign')).map(({ title }) => title));
await run('getItem by title', async () => outline(await client.getItem(vault, 'Sign in')));
await run('getItem by id', async () => valueOf(await client.getItem(vault, 'loginloginloginloginloginl'), 'password'));
await run('getItemById', async () => outline(await client.getItemById(vault, 'loginloginloginloginloginl')));
await run('getItemByTitle', async () => outline(await client.getItemByTitle(vault, 'Sign in')));
await run('getItem unknown title', () => client.getItem(vault, 'Nobody'));
await run('getItem duplicate title', () => client.getItem(vault, 'Twin'));
await run('getItem unknown id', () => client.getItem(vault, nothing));
await run('getItemOTP', async () => /^\d{6}$/.test(await client.getItemOTP(vault, 'Sign in')));

let made;
await run('createItem', async () => {
  made = await client.createItem(vault, new ItemBuilder()
    .setTitle('Made')
    .setCategory('LOGIN')
    .addTag('made')
    .addUrl({ href: 'https://made.test', primary: true })
    .addField({ label: 'plain', value: 'given' })
    .addField({ label: 'secret', type: 'CONCEALED', sectionName: 'More', generate: true, recipe: { length: 12, characterSets: ['DIGITS'] } })
    .build());
  const { title, category, version, tags, urls, sections } = made;
  return { title, category, version, tags, urls, sections: sections.map(({ label }) => label), generated: /^\d{12}$/.test(valueOf(made, 'secret')) };
});
await run('updateItem', async () => {
  made.fields.find((field) => field.label === 'plain').value = 'changed';
  made = await client.updateItem(vault, made);
  return { version: made.version, plain: valueOf(made, 'plain'), kept: /^\d{12}$/.test(valueOf(made, 'secret')) };
});
await run('deleteItem by id', () => client.deleteItem(vault, made.id).then(() => 'deleted'));
await run('deleteItem again', () => client.deleteItemById(vault, made.id));
await run('deleteItem by title', () => client.deleteItem(vault, 'Bare').then(() => 'deleted'));
await run('deleteItemByTitle', () => client.deleteItemByTitle(vault, 'Bare'));
await run('createItem of a wrong category', () => client.createItem(vault, { title: 'D', category: 'DOCUMENT' }));

await run('listFiles', async () => (await client.listFiles('DevFlow', 'Papers')).map(({ name, size }) => `${name} ${size}`));
await run('getFileById', async () => (await client.getFileById('DevFlow', 'Papers', 'smallsmallsmallsmallsmalls')).name);
await run('getFileContent', () => client.getFileContent('DevFlow', 'Papers', 'smallsmallsmallsmallsmalls'));
await run('getFileContentStream', async () => {
  let length = 0;
  for await (const chunk of await client.getFileContentStream(vault, 'Papers', 'largelargelargelargelargel')) length += chunk.length;
  return length;
});

await run('a stranger', () => stranger.listVaults());

console.log(JSON.stringify(results));
