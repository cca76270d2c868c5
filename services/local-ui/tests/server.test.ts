// @vitest-environment node
import { createServer as createHttpServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, resolveConfig, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { workflowEngineUrl } from '../server/workflowEngine';

let handle: RequestListener = (_, response) => response.end('{}');
let engine: Server;
let page: ViteDevServer;

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  engine = createHttpServer((request, response) => handle(request, response));
  await new Promise<void>((listening) => engine.listen(0, 'localhost', listening));
  vi.stubEnv('services__workflow-engine__http__0', `http://localhost:${portOf(engine)}`);
  vi.stubEnv('PORT', '0');
  vi.stubEnv('HOT_RELOAD', 'false');
  page = await createServer({ logLevel: 'silent' });
  vi.unstubAllEnvs();
  await page.listen();
});

afterAll(async () => {
  engine.closeAllConnections();
  engine.close();
  await page.close();
});

function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: 'localhost', port: portOf(page.httpServer!), path, headers }, resolve).on('error', reject);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  return (await response.toArray()).join('');
}

async function statusOf(path: string, headers?: Record<string, string>): Promise<number | undefined> {
  const response = await ask(path, headers);
  await bodyOf(response);
  return response.statusCode;
}

test('the port is 3737 unless PORT says otherwise, and never a neighbour of it', async () => {
  vi.stubEnv('PORT', undefined);
  const { server: usual } = await resolveConfig({}, 'serve');
  expect(usual).toMatchObject({ port: 3737, strictPort: true, host: 'localhost' });
  vi.stubEnv('PORT', '4000');
  const { server: chosen } = await resolveConfig({}, 'serve');
  vi.unstubAllEnvs();
  expect(chosen.port).toBe(4000);
});

test.each([['false', false], ['False', false], ['true', true], [undefined, true]])('HOT_RELOAD=%s', async (value, on) => {
  vi.stubEnv('HOT_RELOAD', value);
  const { server } = await resolveConfig({}, 'serve');
  vi.unstubAllEnvs();
  expect(server.hmr !== false).toBe(on);
});

test('the page is served', async () => {
  const response = await ask('/', { Accept: 'text/html' });
  expect(response.statusCode).toBe(200);
  expect(await bodyOf(response)).toContain('<div id="root">');
});

test.each(['evil.example', 'localhost.evil.example:3737'])('Host %s is refused', async (Host) => {
  expect(await statusOf('/', { Host })).toBe(403);
  expect(await statusOf('/api/v1/secrets', { Host })).toBe(403);
});

test.each(['https://evil.example', 'http://localhost.evil.example', 'null', 'file://', 'http://192.168.0.7:3737'])(
  'Origin %s is refused before the engine hears of it', async (Origin) => {
    let heard = false;
    handle = (_, response) => {
      heard = true;
      response.end('{}');
    };
    const response = await ask('/api/v1/secrets', { Origin });
    await bodyOf(response);
    expect(response.statusCode).toBe(403);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect(heard).toBe(false);
  });

test.each(['http://localhost:3737', 'http://127.0.0.1:5000', 'http://[::1]:5000', 'http://devflow.localhost'])(
  'Origin %s passes, and is still granted no CORS', async (Origin) => {
    handle = (_, response) => response.end('{}');
    const response = await ask('/api/v1/secrets', { Origin });
    await bodyOf(response);
    expect(response.statusCode).toBe(200);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect(response.headers['cross-origin-resource-policy']).toBe('same-origin');
  });

test('an event comes through while the engine keeps the stream open, and ends when the engine dies', async () => {
  let kill = () => {};
  handle = (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: secrets\ndata: {}\n\n');
    kill = () => response.destroy();
  };
  const response = await ask('/api/v1/secret-events');
  const first = await new Promise<string>((resolve) => response.once('data', (chunk: Buffer) => resolve(chunk.toString())));
  expect(first).toBe('event: secrets\ndata: {}\n\n');
  const ended = new Promise((resolve) => response.once('error', resolve));
  kill();
  expect(await ended).toBeInstanceOf(Error);
});

test('a reader that leaves is told to the engine', async () => {
  const left = new Promise<void>((resolve) => {
    handle = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(':\n\n');
      response.on('close', resolve);
    };
  });
  const response = await ask('/api/v1/secret-events');
  response.once('data', () => response.destroy());
  await left;
});

test('a dead engine is a 502 that names it', async () => {
  handle = (request) => request.socket.destroy();
  const response = await ask('/api/v1/secrets');
  expect(response.statusCode).toBe(502);
  expect(JSON.parse(await bodyOf(response)).detail).toBe(`http://localhost:${portOf(engine)} is not answering (ECONNRESET)`);
});

test('the engine is found by its first address', () => {
  const assigned = 'http://localhost:40001';
  const named = 'http://localhost:40002';
  expect(workflowEngineUrl({ 'services__workflow-engine__http__0': assigned, WORKFLOW_ENGINE_HTTP: named })).toBe(assigned);
  expect(workflowEngineUrl({ 'services__workflow-engine__http__0': '', WORKFLOW_ENGINE_HTTP: named })).toBe(named);
  expect(workflowEngineUrl({ 'services__workflow-engine__https__0': 'https://api.example.test', WORKFLOW_ENGINE_HTTP: named })).toBe('https://api.example.test');
  expect(workflowEngineUrl({ WORKFLOW_ENGINE: 'https://api.example.test/' })).toBe('https://api.example.test/');
  expect(workflowEngineUrl({})).toBe('http://localhost:8181');
});

test('a hosted engine is shown the key, and the page is not', async () => {
  const shown: (string | undefined)[] = [];
  const hosted = createHttpServer((request, response) => {
    shown.push(request.headers.authorization);
    response.end('{}');
  });
  await new Promise<void>((listening) => hosted.listen(0, 'localhost', listening));
  vi.stubEnv('services__workflow-engine__http__0', `http://localhost:${portOf(hosted)}`);
  vi.stubEnv('DEVFLOW_API_KEY', 'key-canary');
  vi.stubEnv('PORT', '0');
  vi.stubEnv('HOT_RELOAD', 'false');
  const other = await createServer({ logLevel: 'silent' });
  vi.unstubAllEnvs();
  await other.listen();
  const read = async (path: string, headers = {}) => (await fetch(`http://localhost:${portOf(other.httpServer!)}${path}`, { headers })).text();

  await read('/api/v1/secrets');
  await read('/api/v1/secrets', { Origin: 'http://localhost:1' });
  const page = await read('/') + await read('/src/main.tsx') + await read('/@vite/client') + await read('/@vite/env');
  await other.close();
  hosted.close();

  expect(shown).toEqual(['Bearer key-canary', undefined]);
  expect(page).not.toContain('key-canary');
});
