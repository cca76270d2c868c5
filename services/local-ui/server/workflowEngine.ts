import { ServerResponse } from 'node:http';
import { isOwn } from './hosts.ts';
import type { ProxyEvents } from './proxyEvents.ts';
import { traceForwarding } from './tracing.ts';

export type Environment = Record<string, string | undefined>;

export interface Forwarding {
  target: string;
  changeOrigin: boolean;
  configure(proxy: ProxyEvents): void;
}

/**
 * The names under which the app host hands over an address: service discovery's, and those of a shell. npm runs scripts with a shell,
 * and some shells drop variables whose names hold a dash. A hosted service has one address and no endpoint in its name.
 */
export function workflowEngineUrl(environment: Environment): string {
  return environment['services__workflow-engine__https__0']
    || environment['services__workflow-engine__http__0']
    || environment.WORKFLOW_ENGINE_HTTP
    || environment.WORKFLOW_ENGINE
    || 'http://localhost:8181';
}

/** What is forwarded, by the beginning of its path; both servers read it. */
export function forwarded(engine: string, apiKey?: string): Record<string, Forwarding> {
  // What comes back from a provider of identities has to arrive where the page's cookies are.
  return { '/api/': workflowEngineProxy(engine, apiKey), '/oauth/': workflowEngineProxy(engine, apiKey) };
}

/** Vite's own answer to a dead engine is an empty 502; the page wants to say what was tried. */
function workflowEngineProxy(target: string, apiKey?: string): Forwarding {
  return {
    target,
    changeOrigin: true,
    configure(proxy) {
      traceForwarding(proxy);
      proxy.on('proxyReq', (outgoing, request) => {
        const cookies = withoutDashboard(request.headers.cookie);
        if (cookies === undefined) outgoing.removeHeader('cookie');
        else outgoing.setHeader('cookie', cookies);
        // A hosted engine wants to see the key. It stays in this process, and speaks for nobody else's page.
        if (apiKey && isOwn(request)) outgoing.setHeader('authorization', `Bearer ${apiKey}`);
      });
      proxy.on('error', (error, _request, response) => {
        if (!(response instanceof ServerResponse) || response.headersSent) return;
        const code = (error as NodeJS.ErrnoException).code ?? error.message;
        response.writeHead(502, { 'Content-Type': 'application/problem+json' });
        response.end(JSON.stringify({ title: 'Bad Gateway', status: 502, detail: `${target} is not answering (${code})` }));
      });
      proxy.on('proxyRes', (answer, _request, response) => {
        // Or else a stream whose engine died would look alive for ever.
        answer.on('close', () => answer.complete || response.destroy());
        // Or else a stream would not be open before its first event. The headers are written once this has returned.
        if (answer.headers['content-type']?.startsWith('text/event-stream')) process.nextTick(() => response.flushHeaders());
      });
    },
  };
}

/** Cookies know no ports: that of the dashboard comes here too, and is nobody else's. */
export function withoutDashboard(cookies: string | undefined): string | undefined {
  return cookies?.split(/; */).filter((cookie) => !cookie.startsWith('devflow-dashboard-')).join('; ') || undefined;
}
