// Serves the models and the tokens that the hub asks for, brings the chunks in, and searches one after the other. Of each search the time in the model is taken off.
import http from 'node:http';
import { performance } from 'node:perf_hooks';

const [, , hub, port, chunks, searches, dimension] = process.argv.map((text, i) => (i < 2 ? text : Number(text)));
let embedding = 0;

// A vector for a text: drawn, but always the same.
function vectorOf(text) {
  let seed = 2166136261;
  for (const c of text) seed = Math.imul(seed ^ c.codePointAt(0), 16777619);
  return Float32Array.from({ length: dimension }, () => {
    seed = Math.imul(seed ^ (seed >>> 15), 2246822507) ^ Math.imul(seed ^ (seed >>> 13), 3266489909);
    return (seed >>> 0) / 2 ** 31 - 1;
  });
}

async function answer(request, response) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const begin = performance.now();
  const body = JSON.parse(Buffer.concat(pieces).toString());
  const reply = request.url.endsWith('/introspect')
    ? { active: true, sub: 'user:bench', role: 'member', exp: Math.floor(Date.now() / 1000) + 3600 }
    : { object: 'list', model: body.model, usage: { prompt_tokens: 1, total_tokens: 1 },
        data: [body.input].flat().map((text, index) => ({ object: 'embedding', index, embedding: Buffer.from(vectorOf(text).buffer).toString('base64') })) };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(reply));
  embedding = performance.now() - begin;
}

const models = http.createServer((request, response) => answer(request, response).catch((fault) => response.destroy(fault))).listen(port, '127.0.0.1');
const headers = { authorization: 'Bearer bench' };

async function call(path, init = {}) {
  const response = await fetch(`http://127.0.0.1:${hub}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  return response.json();
}

const search = (query) => call('/api/v1/search', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, limit: 8 }) });
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

for (let tries = 0; ; tries++) {
  try { await call('/api/v1/documents'); break; } catch (fault) { if (tries > 300) throw fault; await wait(200); }
}

// A section is a chunk; a document has a thousand.
for (let from = 0; from < chunks; from += 1000) {
  const text = Array.from({ length: Math.min(1000, chunks - from) }, (_, i) => `# Section ${from + i}\n\n${`What section ${from + i} says about its matter. `.repeat(12)}\n`).join('\n');
  await call(`/api/v1/documents?source=bench-${from}`, { method: 'POST', headers: { 'content-type': 'text/markdown' }, body: text });
}
const begin = performance.now();
while ((await call('/api/v1/documents?state=queued')).documents.length > 0) await wait(500);
console.log(`${chunks} chunks of ${dimension} numbers are ready after ${((performance.now() - begin) / 1000).toFixed(1)} s`);

for (let i = 0; i < 50; i++) await search(`warming up ${i}`);
const times = [];
for (let i = 0; i < searches; i++) {
  const start = performance.now();
  const found = await search(`question ${i}`);
  times.push(performance.now() - start - embedding);
  if (found.results.length !== 8) throw new Error(`${found.results.length} results`);
}
times.sort((a, b) => a - b);
console.log(`${searches} searches, embedding aside: median ${times[searches >> 1].toFixed(1)} ms, p95 ${times[Math.floor(searches * 0.95)].toFixed(1)} ms, longest ${times.at(-1).toFixed(1)} ms`);
models.close();
process.exit(0);
