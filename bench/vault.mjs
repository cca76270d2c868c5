// An open loop: each request has its moment, and its time counts from there, so that a slow answer cannot hide those behind it.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { performance } from 'node:perf_hooks';

const [, , address, seconds, rate] = process.argv;
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const value = randomBytes(96).toString('base64');
const names = Array.from({ length: 200 }, (_, i) => `bench/secret-${i}`);

function call(method, path, { body, token } = {}) {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const request = http.request(new URL(path, address), {
      method,
      agent,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
      },
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 300)}`));
        else resolve(answer ? JSON.parse(answer) : undefined);
      });
    });
    request.on('error', reject);
    request.end(text);
  });
}

const { token } = await call('POST', '/api/v1/tokens', { body: { grant: 'code', code: process.env.SIGN_IN_CODE } });
const pathOf = (i) => `/api/v1/me/secrets/${encodeURIComponent(names[i % names.length])}`;
const write = (i) => call('PUT', pathOf(i), { token, body: { value: `${value}-${i}` } });
const read = (i) => call('GET', pathOf(i), { token });

for (let i = 0; i < names.length; i++) await write(i);
await run('warm-up', (i) => (i % 2 === 0 ? write(i) : read(i)), 60);
await run('read', read);
await run('write', write);
await run('read 3 : write 1', (i) => (i % 4 === 0 ? write(i) : read(i)));
agent.destroy();

async function run(what, work, duration = Number(seconds)) {
  const count = duration * Number(rate);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const pending = [];
  const times = [];
  let failed = 0;
  for (let i = 0; i < count; i++) {
    const due = start + (i * 1000) / Number(rate);
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    pending.push(work(i).then(
      () => times.push(performance.now() - due),
      (error) => { if (failed++ === 0) console.error(error.message); },
    ));
  }
  await Promise.all(pending);
  const took = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(2) ?? '-';
  console.log(`${what}: ${times.length} answers, ${failed} failed, ${(times.length / took).toFixed(0)}/s; ms: median ${at(0.5)}, p95 ${at(0.95)} (bar: 5), p99 ${at(0.99)}, most ${at(1)}; the generator used ${(((user + system) / 1e6 / took) * 100).toFixed(0)} % of a core`);
}
