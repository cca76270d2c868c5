import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOwn } from './hosts.ts';
import { pathOf, type Middleware } from './middleware.ts';
import type { Service } from './services.ts';
import { withoutDashboard } from './workflowEngine.ts';

/** A part that takes longer is as good as away. */
const patienceMs = 3_000;

interface PartHealth {
  name: string;
  state: 'healthy' | 'degraded' | 'unhealthy' | 'away' | 'hosted';
  problems: string[];
  milliseconds: number | null;
}

/** How the parts are, for whoever is signed in: the engine says who that is, as it does of every call. */
export function platformHealth(services: readonly Service[], engine: string, apiKey?: string): Middleware {
  return (request, response, next) => {
    if (pathOf(request) !== '/api/platform/health') return next();
    if (request.method !== 'GET') return problem(response, 405, 'Only GET is answered here.');
    answerFor(request, response, services, engine, apiKey).catch(next);
  };
}

async function answerFor(request: IncomingMessage, response: ServerResponse, services: readonly Service[], engine: string, apiKey?: string): Promise<void> {
  const caller = await statusOf(engine, request, apiKey);
  // Who asks is not known then: what everybody sees is all that is told.
  if (caller === null || caller >= 500) return send(response, [ill(caller)]);
  if (caller === 401 || caller === 403) return problem(response, 401, 'How the parts are is told to whoever is signed in.');
  if (caller !== 200) return problem(response, 502, `${engine} does not say who is signed in (${caller}).`);
  send(response, await Promise.all(services.map(healthOf)));
}

function ill(status: number | null): PartHealth {
  const reason = status === null ? 'It does not answer, so nobody is told how the other parts are.' : `It cannot say who is signed in (${status}), so nobody is told how the other parts are.`;
  return { name: 'workflow-engine', state: status === null ? 'away' : 'unhealthy', problems: [reason], milliseconds: null };
}

function send(response: ServerResponse, parts: PartHealth[]): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ parts }));
}

/** Who calls shows what he showed here, the browser's word for where the call came from with it. */
async function statusOf(engine: string, request: IncomingMessage, apiKey?: string): Promise<number | null> {
  const { cookie, authorization } = request.headers;
  const shown: Record<string, string | undefined> = {
    cookie: withoutDashboard(cookie),
    authorization: apiKey && isOwn(request) ? `Bearer ${apiKey}` : authorization,
    'sec-fetch-site': request.headers['sec-fetch-site'] as string | undefined,
  };
  const headers = Object.fromEntries(Object.entries(shown).filter((entry): entry is [string, string] => entry[1] !== undefined));
  try {
    const answer = await fetch(new URL('/api/v1/me', engine), { headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

async function healthOf({ name, address, hosted }: Service): Promise<PartHealth> {
  if (hosted) return { name, state: 'hosted', problems: [`It runs at ${new URL(address).host}, and is looked after there.`], milliseconds: null };
  const began = performance.now();
  try {
    const answer = await fetch(new URL('/health', address), { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    const report: unknown = await answer.json();
    return { name, ...read(report), milliseconds: Math.round(performance.now() - began) };
  } catch (error) {
    const reason = (error as Error).name === 'TimeoutError' ? `It did not answer within ${patienceMs / 1000} s.` : 'It cannot be reached, or its answer cannot be read.';
    return { name, state: 'away', problems: [reason], milliseconds: null };
  }
}

const states = { healthy: 'healthy', degraded: 'degraded', unhealthy: 'unhealthy' } as const;

/** Of a report only what is known by name comes further. */
function read(report: unknown): Pick<PartHealth, 'state' | 'problems'> {
  const { status, checks } = report as { status?: unknown; checks?: unknown };
  const state = states[String(status).toLowerCase() as keyof typeof states];
  if (!state) throw new Error('no state');
  const problems = (Array.isArray(checks) ? checks as { name?: unknown; status?: unknown; description?: unknown }[] : [])
    .filter((check) => check.status !== 'Healthy')
    .map((check) => [check.name, check.description].filter((text) => typeof text === 'string').join(': '));
  return { state, problems };
}

function problem(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ status, detail }));
}
