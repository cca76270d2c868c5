// @vitest-environment node
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPublished, PublishedServer } from './published';

const apiKey = 'key-c4n4ry-0123456789';
const navigation = { Accept: 'text/html,application/xhtml+xml' };

let handle: RequestListener;
let engine: Server;
let engineUrl: string;
let folder: string;
let server: PublishedServer;
/** Everything that came out of the server with the key. */
let seen = '';

beforeAll(async () => {
  folder = await buildPublished();
  engine = createServer((request, response) => handle(request, response));
  await once(engine.listen(0, 'localhost'), 'listening');
  engineUrl = `http://localhost:${(engine.address() as AddressInfo).port}`;
  server = await PublishedServer.start(folder, {
    'services__workflow-engine__http__0': engineUrl,
    DEVFLOW_API_KEY: apiKey,
    ALLOWED_HOSTS: 'devflow.example.com, .apps.example.com',
  });
}, 120_000);

beforeEach(() => {
  handle = (_, response) => response.end('{}');
});

afterAll(async () => {
  await server?.end();
  engine?.closeAllConnections();
  engine?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await server.ask(path, { headers, method });
  seen += JSON.stringify(response);
  return response;
}

const assets = () => readdirSync(join(folder, 'client/assets')).map((name) => `/assets/${name}`);

test('the page is served, asked for anew each time, under a policy without inline scripts and with a nonce of its own for styles', async () => {
  const { status, headers, body } = await ask('/', navigation);
  expect(status).toBe(200);
  const nonce = /<meta property="csp-nonce" nonce="([A-Za-z0-9+/]{22}==)">/.exec(body)![1]!;
  expect(body).toBe(readFileSync(join(folder, 'client/index.html'), 'utf8').replaceAll('devflow-nonce', nonce));
  expect(body).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['content-security-policy']).toContain(`default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}';`);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['x-powered-by']).toBeUndefined();
  expect((await ask('/', navigation)).headers['content-security-policy']).not.toContain(nonce);
});

test('assets bear their hash in their name and may be kept for ever', async () => {
  expect(assets().length).toBeGreaterThan(2);
  for (const path of assets()) {
    const { status, headers } = await ask(path);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toMatch(/^text\/(javascript|css)/);
  }
});

test('all of the page, compressed, is less than 250 kB', () => {
  const sizes = readdirSync(join(folder, 'client'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => gzipSync(readFileSync(join(entry.parentPath, entry.name))).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000);
});

test('what is still the same is not sent again', async () => {
  const [asset] = assets();
  const { headers } = await ask(asset!);
  const again = await ask(asset!, { 'If-None-Match': headers.etag! });
  expect(again.status).toBe(304);
  expect(again.body).toBe('');
});

test('a person may go to any path, and what a page asks for is there or is not', async () => {
  const found = await ask('/secrets/anything', navigation);
  expect(found.status).toBe(200);
  expect(found.body).toContain('<div id="root">');
  expect((await ask('/secrets/anything', { ...navigation, 'Sec-Fetch-Mode': 'cors' })).status).toBe(404);
  expect((await ask('/assets/index-gone.js', { Accept: '*/*' })).status).toBe(404);
  expect((await ask('/.well-known/anything')).status).toBe(404);
});

test('only reading is answered', async () => {
  expect(await ask('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  expect(await ask('/', navigation, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test.each([
  '/../package.json', '/assets/../../server/main.js', '/%2e%2e/server/main.js', '/..%2fserver/main.js', '/.%2e%2Fserver%2Fmain.js',
  '/..\\server\\main.js', '/%5c..%5cserver%5cmain.js', '/assets/..', '/api/../health', '/api/%2e%2e/oauth', 'http://evil.example/', '*',
])('the path %s is refused', async (path) => {
  let heard = false;
  handle = (_, response) => {
    heard = true;
    response.end('{}');
  };
  expect((await ask(path)).status).toBe(400);
  expect((await ask(path, navigation)).status).toBe(400);
  expect(heard).toBe(false);
});

test.each(['//etc/passwd', '//server/main.js', '/server/main.js', '/package.json', '/%00', '/%', '/%c0%ae%c0%ae/server/main.js', '/...%2f'])(
  'the path %s leads to nothing', async (path) => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(body).toMatch(/^[A-Z][^\n]+\.\n$/);
    expect((await ask(path, navigation)).body).not.toContain('createServer');
  });

test.each(['evil.example', 'localhost.evil.example:3737', '192.168.0.7', 'localhost@evil.example', 'apps.example.com.evil.example', 'a b', '/'])(
  'Host %s is refused', async (Host) => {
    expect((await ask('/', { Host })).status).toBe(403);
    expect((await ask('/api/v1/secrets', { Host })).status).toBe(403);
  });

test.each(['localhost', '127.0.0.1:80', '[::1]:3737', 'devflow.localhost', 'devflow.example.com', 'DevFlow.example.com:443', 'one.apps.example.com'])(
  'Host %s passes', async (Host) => {
    expect((await ask('/', { Host })).status).toBe(200);
  });

test.each([['https://evil.example', 403], ['null', 403], ['https://devflow.example.com', 200], ['http://localhost:3737', 200]])(
  'Origin %s: %i', async (Origin, status) => {
    const response = await ask('/api/v1/secrets', { Origin });
    expect(response.status).toBe(status);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

test('what comes back from a provider of identities goes to the engine', async () => {
  let heard: string | undefined;
  handle = (request, response) => {
    heard = request.url;
    response.writeHead(303, { Location: '/secrets' }).end();
  };
  expect(await ask('/oauth/github/callback?code=c4n4ry&state=s', navigation)).toMatchObject({ status: 303, headers: { location: '/secrets' } });
  expect(heard).toBe('/oauth/github/callback?code=c4n4ry&state=s');
});

test('the health of the parts is told to whoever is signed in, and to nobody else', async () => {
  let signedIn = false;
  let shown: unknown;
  handle = (request, response) => {
    if (request.url === '/health') return response.end('{"status":"Degraded","checks":[{"name":"database","status":"Unhealthy","description":"it is away","secret":"c4n4ry"}]}');
    shown = [request.headers.cookie, request.headers['sec-fetch-site']];
    response.writeHead(signedIn ? 200 : 401).end('{}');
  };
  const other = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: engineUrl, MCP_GATEWAY_HTTP: 'http://localhost:1', KNOWLEDGE_HUB: 'https://api.devflow.example/' });
  const headers = { Cookie: 'session=one; devflow-dashboard-1=no', 'Sec-Fetch-Site': 'same-site' };
  const refused = await other.ask('/api/platform/health', { headers });
  signedIn = true;
  const told = await other.ask('/api/platform/health', { headers });
  await other.end();

  expect(refused.status).toBe(401);
  expect(refused.body).not.toContain('database');
  expect(shown).toEqual(['session=one', 'same-site']);
  expect(told.headers['cache-control']).toBe('no-store');
  expect(JSON.parse(told.body)).toEqual({ parts: [
    { name: 'workflow-engine', state: 'degraded', problems: ['database: it is away'], milliseconds: expect.any(Number) },
    { name: 'mcp-gateway', state: 'away', problems: ['It cannot be reached, or its answer cannot be read.'], milliseconds: null },
    { name: 'knowledge-hub', state: 'hosted', problems: ['It runs at api.devflow.example, and is looked after there.'], milliseconds: null },
  ] });
});

test.each(['/health', '/alive'])('%s answers a probe by any name', async (path) => {
  expect(await ask(path, { Host: '10.0.0.7:3737' })).toMatchObject({ status: 200, body: '{"status":"Healthy"}\n' });
});

test('headers beyond measure are refused, and the next request is answered', async () => {
  expect((await ask('/', { 'X-Big': 'x'.repeat(100_000) })).status).toBe(431);
  expect((await ask('/', navigation)).status).toBe(200);
});

test('the engine is shown the key in place of what the caller claims', async () => {
  const shown: unknown[] = [];
  handle = (request, response) => {
    shown.push([request.url, request.headers.host, request.headers.authorization]);
    response.end('{}');
  };
  await ask('/api/v1/secrets?state=found', { Authorization: 'Bearer mine' });
  expect(shown).toEqual([['/api/v1/secrets?state=found', new URL(engineUrl).host, `Bearer ${apiKey}`]]);
});

test.each([
  ['GET', { 'Sec-Fetch-Site': 'same-origin' }, true],
  ['GET', { 'Sec-Fetch-Site': 'none' }, true],
  ['POST', { 'Sec-Fetch-Site': 'none' }, false],
  ['POST', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost:5000' }, false],
  ['GET', { 'Sec-Fetch-Site': 'cross-site' }, false],
  ['POST', { Origin: 'http://localhost:5000' }, false],
  ['POST', { Origin: 'http://localhost:3737', Host: 'localhost:3737' }, true],
  ['POST', { Origin: 'https://devflow.example.com', Host: 'devflow.example.com:443' }, true],
])('%s with %j is shown the key: %s', async (method, headers, isShown) => {
  const shown: (string | undefined)[] = [];
  handle = (request, response) => {
    shown.push(request.headers.authorization);
    response.end('{"status":"Healthy"}');
  };
  await ask('/api/v1/users', { ...headers }, method);
  if (method === 'GET') await ask('/api/platform/health', { ...headers });
  expect(shown.slice(0, 2)).toEqual(Array(method === 'GET' ? 2 : 1).fill(isShown ? `Bearer ${apiKey}` : undefined));
});

test.each([[503, 'unhealthy'], [null, 'away']])('an engine that answers %s is what is told of the health, and nothing else is', async (status, state) => {
  handle = (request, response) => (status === null ? request.socket.destroy() : void response.writeHead(status).end('{}'));
  const { status: answered, body } = await ask('/api/platform/health');
  expect(answered).toBe(200);
  expect(JSON.parse(body)).toEqual({ parts: [{ name: 'workflow-engine', state, problems: [expect.stringContaining('nobody is told')], milliseconds: null }] });
});

test('without a key the caller speaks for himself', async () => {
  let shown: string | undefined;
  handle = (request, response) => {
    shown = request.headers.authorization;
    response.end('{}');
  };
  const other = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: engineUrl });
  await other.ask('/api/v1/secrets', { headers: { Authorization: 'Bearer mine' } });
  expect(await other.end()).toBe(0);
  expect(shown).toBe('Bearer mine');
});

test('a slow engine is waited for while others are served', async () => {
  let finish = () => {};
  const reached = new Promise<void>((resolve) => {
    handle = (_, response) => {
      finish = () => void response.end('{"late":true}');
      resolve();
    };
  });
  const late = ask('/api/v1/secrets');
  await reached;
  expect((await ask('/', navigation)).status).toBe(200);
  finish();
  expect(await late).toMatchObject({ status: 200, body: '{"late":true}' });
});

test('an event stream opens before its first event, passes each at once, and breaks off when the engine dies', async () => {
  let write = (_text: string) => {};
  let kill = () => {};
  handle = (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    write = (text) => void response.write(text);
    kill = () => response.destroy();
  };
  const response = await server.open('/api/v1/secret-events');
  expect(response.headers['content-type']).toBe('text/event-stream');
  for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
    const next = once(response, 'data');
    write(event);
    expect(String((await next)[0])).toBe(event);
  }
  const broken = expect(once(response, 'end')).rejects.toThrow('aborted');
  kill();
  await broken;
});

test('a reader that leaves is told to the engine', async () => {
  const left = new Promise<void>((resolve) => {
    handle = (_, stream) => {
      stream.writeHead(200, { 'Content-Type': 'text/event-stream' });
      stream.write(':\n\n');
      stream.on('close', resolve);
    };
  });
  const response = await server.open('/api/v1/secret-events');
  response.once('data', () => response.destroy());
  await left;
});

test('an engine that is gone is a 502 that names it, and is logged without the query', async () => {
  handle = (request) => request.socket.destroy();
  const { status, headers, body } = await ask('/api/v1/secrets?code=c4n4ry-query');
  expect(status).toBe(502);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(body).detail).toBe(`${engineUrl} is not answering (ECONNRESET)`);
  await server.logged(/GET \/api\/v1\/secrets: http:\/\/localhost:\d+: ECONNRESET/);
  expect(server.log).not.toContain('c4n4ry');
});

test('an engine that nobody started is said to refuse', async () => {
  const empty = createServer();
  await once(empty.listen(0, 'localhost'), 'listening');
  const url = `http://localhost:${(empty.address() as AddressInfo).port}`;
  await new Promise((closed) => empty.close(closed));
  const other = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: url });
  const { status, body } = await other.ask('/api/v1/secrets');
  await other.end();
  expect(status).toBe(502);
  expect(JSON.parse(body).detail).toBe(`${url} is not answering (ECONNREFUSED)`);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it, open streams with it', async (signal) => {
  const left = new Promise<void>((resolve) => {
    handle = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(':\n\n');
      response.on('close', resolve);
    };
  });
  const other = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: engineUrl });
  const stream = await other.open('/api/v1/secret-events');
  stream.on('error', () => {});
  await once(stream, 'data');
  other.signal(signal);
  expect(await other.ended).toBe(0);
  await left;
});

test('an answer under way is finished before the end', async () => {
  let finish = () => {};
  const reached = new Promise<void>((resolve) => {
    handle = (_, response) => {
      finish = () => void response.end('{"whole":true}');
      resolve();
    };
  });
  const other = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: engineUrl });
  const answer = other.ask('/api/v1/secrets');
  await reached;
  other.signal('SIGTERM');
  finish();
  expect(await answer).toMatchObject({ status: 200, body: '{"whole":true}' });
  expect(await other.ended).toBe(0);
});

test('a port in use is said, with what to do', async () => {
  const other = PublishedServer.run(folder, { PORT: String(server.port) });
  expect(await other.ended).toBe(1);
  expect(other.log).toBe(`Port ${server.port} of localhost is in use: end what uses it, or set PORT to another.\n`);
});

test('all settings that are wrong are said at once, without their values', async () => {
  const other = PublishedServer.run(folder, {
    PORT: '70000',
    ALLOWED_HOSTS: 'https://c4n4ry.example',
    WORKFLOW_ENGINE_HTTP: 'http://user:c4n4ry@localhost',
    DEVFLOW_API_KEY: 'c4n4ry\nkey',
  });
  expect(await other.ended).toBe(1);
  expect(other.log.trimEnd().split('\n')).toEqual([
    expect.stringContaining('PORT '),
    expect.stringContaining('ALLOWED_HOSTS '),
    expect.stringContaining("Workflow Engine's address"),
    expect.stringContaining('address of a service'),
    expect.stringContaining('DEVFLOW_API_KEY '),
  ]);
  expect(other.log).not.toContain('c4n4ry');
});

test('the key is in nothing that came out', async () => {
  for (const path of ['/', ...assets(), '/api/v1/secrets']) await ask(path);
  expect(seen.length).toBeGreaterThan(10_000);
  expect(seen + server.log).not.toContain(apiKey);
});
