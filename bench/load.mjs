// An open loop: each request has its moment, and its time counts from there, so that a slow answer cannot hide those behind it.
import http from 'node:http';
import { performance } from 'node:perf_hooks';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request, and reads the JSON of its answer, which may come as an event. */
export function send(method, address, { body, token, headers } = {}) {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const request = http.request(address, {
      method,
      agent,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
        ...headers,
      },
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode >= 300) reject(new Error(`${method} ${address}: ${response.statusCode} ${answer.slice(0, 300)}`));
        else if (response.headers['content-type']?.startsWith('text/event-stream')) resolve(JSON.parse(answer.slice(answer.indexOf('data: ') + 6)));
        else resolve(answer ? JSON.parse(answer) : undefined);
      });
    });
    request.on('error', reject);
    request.end(text);
  });
}

/** The token of the administrator whom the app host lets in, once. */
export async function signIn(engine) {
  return (await send('POST', new URL('/api/v1/tokens', engine), { body: { grant: 'code', code: process.env.SIGN_IN_CODE } })).token;
}

/** Works so many times a second for so many seconds, and prints what came of it. */
export async function run(what, work, { seconds, rate }) {
  const count = seconds * rate;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const pending = [];
  const times = [];
  let failed = 0;
  for (let i = 0; i < count; i++) {
    const due = start + (i * 1000) / rate;
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
  console.log(`${what}: ${times.length} answers, ${failed} failed, ${(times.length / took).toFixed(0)}/s; ms: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}; the generator used ${(((user + system) / 1e6 / took) * 100).toFixed(0)} % of a core`);
}

/** Lets go of the connections, which would keep the program alive. */
export const end = () => agent.destroy();
