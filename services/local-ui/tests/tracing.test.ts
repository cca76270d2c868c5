// @vitest-environment node
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildPublished, PublishedServer } from './published';

const apiKey = 'key-c4n4ry-0123456789';

interface Sent { name: string; traceId: string; spanId: string; parentSpanId?: string; status?: { code?: number }; attributes: { key: string; value: unknown }[] }

let folder: string;
let engine: Server;
let receiver: Server;
let server: PublishedServer;
let asked: IncomingMessage[];
let received: { headers: IncomingMessage['headers']; text: string }[] = [];

const urlOf = (listening: Server) => `http://localhost:${(listening.address() as AddressInfo).port}`;

beforeAll(async () => {
  folder = await buildPublished();
  engine = createServer((request, response) => {
    asked.push(request);
    response.statusCode = request.url?.includes('ill') ? 503 : 200;
    response.end('{}');
  });
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => void (text += part.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, text });
      response.end('{}');
    });
  });
  await Promise.all([once(engine.listen(0, 'localhost'), 'listening'), once(receiver.listen(0, 'localhost'), 'listening')]);
  server = await PublishedServer.start(folder, {
    WORKFLOW_ENGINE_HTTP: urlOf(engine),
    DEVFLOW_API_KEY: apiKey,
    OTEL_SERVICE_NAME: 'local-ui',
    OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(receiver),
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-otlp-api-key=the-key',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  });
}, 120_000);

beforeEach(() => {
  asked = [];
  received = [];
});

afterAll(async () => {
  await server?.end();
  for (const each of [engine, receiver]) {
    each?.closeAllConnections();
    each?.close();
  }
  if (folder) await rm(folder, { recursive: true });
});

const spanOf = (name: string) => vi.waitFor(() => {
  const spans = received.flatMap(({ text }) => (JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] }).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans }) => spans);
  const span = spans.find((each) => each.name === name);
  expect(span).toBeDefined();
  return span!;
}, { timeout: 10_000 });

test('a request that is forwarded is a span, and the engine is told that it belongs to it', async () => {
  await server.ask('/api/v1/secrets?token=c4n4ry-query', { headers: { Accept: 'application/json' } });

  const span = await spanOf('GET /api/v1/secrets');
  expect(asked[0]!.headers.traceparent).toBe(`00-${span.traceId}-${span.spanId}-01`);
  expect(span.parentSpanId ?? '').toBe('');
  expect(span.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 200 } });
  expect(received[0]!.headers['x-otlp-api-key']).toBe('the-key');
  expect(received[0]!.text).toContain('local-ui');
});

test('neither query nor key nor command line is in what is sent', async () => {
  await server.ask('/api/v1/secrets/one?token=c4n4ry-query', { headers: { Accept: 'application/json', Cookie: 'c4n4ry-cookie' } });

  await spanOf('GET /api/v1/secrets/one');
  expect(received.map(({ text }) => text).join()).not.toMatch(/c4n4ry|main\.js/);
});

test("the dashboard's cookie, which the browser sends to every port, goes no further", async () => {
  await server.ask('/api/cookies', { headers: { Accept: 'application/json', Cookie: 'one=1; devflow-dashboard-18888=c4n4ry; two=2' } });
  await server.ask('/api/v1/secret-events', { headers: { Accept: 'text/event-stream', Cookie: 'devflow-dashboard-18888=c4n4ry' } });

  expect(asked.map(({ headers }) => headers.cookie)).toEqual(['one=1; two=2', undefined]);
});

test('an engine that is ill makes the span an error', async () => {
  await server.ask('/api/ill', { headers: { Accept: 'application/json' } });

  expect((await spanOf('GET /api/ill')).status).toMatchObject({ code: 2 });
});

test('a stream is no span: it would come when the page is closed', async () => {
  await server.ask('/api/v1/secret-events', { headers: { Accept: 'text/event-stream' } });
  await server.ask('/api/after', { headers: { Accept: 'application/json' } });

  await spanOf('GET /api/after');
  expect(asked[0]!.headers.traceparent).toBeUndefined();
  expect(received.map(({ text }) => text).join()).not.toContain('secret-events');
});

test('without an address for telemetry nothing is sent and the engine is told nothing', async () => {
  const silent = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: urlOf(engine) });

  await silent.ask('/api/v1/secrets', { headers: { Accept: 'application/json' } });
  await silent.end();

  expect(asked[0]!.headers.traceparent).toBeUndefined();
  expect(received).toEqual([]);
});

test('a receiver that does not answer keeps nobody waiting', async () => {
  const alone = await PublishedServer.start(folder, { WORKFLOW_ENGINE_HTTP: urlOf(engine), OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:1', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });

  const { status } = await alone.ask('/api/v1/secrets', { headers: { Accept: 'application/json' } });

  expect(status).toBe(200);
  expect(await alone.end()).toBe(0);
});
