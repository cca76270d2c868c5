// An open loop: each request has its moment, and its time counts from there, so that a slow answer cannot hide those behind it.
import http from 'node:http';
import { performance } from 'node:perf_hooks';

const [, , engine, gateway, seconds, rate] = process.argv;
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const revision = '2026-07-28';

function post(address, body, headers) {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const request = http.request(address, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode >= 300) reject(new Error(`${address}: ${response.statusCode} ${answer.slice(0, 300)}`));
        else resolve(JSON.parse(answer.includes('data: ') ? answer.slice(answer.indexOf('data: ') + 6) : answer));
      });
    });
    request.on('error', reject);
    request.end(text);
  });
}

async function call(credential, method, params = {}) {
  const answer = await post(gateway, {
    jsonrpc: '2.0',
    id: 1,
    method,
    params: {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': revision,
        'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }, {
    authorization: `Bearer ${credential}`,
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
    'mcp-method': method,
    ...(params.name ? { 'mcp-name': params.name } : {}),
  });
  if (answer.error || answer.result.isError) throw new Error(JSON.stringify(answer).slice(0, 300));
  return answer.result;
}

const tokens = new URL('/api/v1/tokens', engine);
const { token } = await post(tokens, { grant: 'code', code: process.env.SIGN_IN_CODE });
const { key } = await post(new URL('/api/v1/me/api-keys', engine), { name: 'bench' }, { authorization: `Bearer ${token}` });
const own = (await post(tokens, { grant: 'api-key', key, audience: 'mcp-gateway' })).token;
console.log(`${(await call(own, 'tools/list')).tools.length} tools`);

const list = (credential) => () => call(credential, 'tools/list');
await run('warm-up', list(own), 10);
await run('tools/list with a token', list(own));
await run('tools/list with an API key', list(key));
await run('list_secrets with a token', () => call(own, 'tools/call', { name: 'list_secrets', arguments: {} }));
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
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))]?.toFixed(1);
  const used = process.cpuUsage(cpu);
  const share = (((used.user + used.system) / 1000) / (performance.now() - start)).toFixed(2);
  console.log(`${what}: ${times.length} requests, ${failed} failed, median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; the generator used ${share} cores`);
}
