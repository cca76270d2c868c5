import { randomBytes } from 'node:crypto';
import { end, run, send, signIn } from './load.mjs';

const [, , engine, seconds, rate] = process.argv;
const load = { seconds: Number(seconds), rate: Number(rate) };
const value = randomBytes(96).toString('base64');
const names = Array.from({ length: 200 }, (_, i) => `bench/secret-${i}`);
const token = await signIn(engine);
const addressOf = (i) => new URL(`/api/v1/me/secrets/${encodeURIComponent(names[i % names.length])}`, engine);
const write = (i) => send('PUT', addressOf(i), { token, body: { value: `${value}-${i}` } });
const read = (i) => send('GET', addressOf(i), { token });

for (let i = 0; i < names.length; i++) await write(i);
await run('warm-up', (i) => (i % 2 === 0 ? write(i) : read(i)), { ...load, seconds: 60 });
await run('read', read, load);
await run('write', write, load);
await run('read 3 : write 1', (i) => (i % 4 === 0 ? write(i) : read(i)), load);
end();
