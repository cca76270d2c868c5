import { ServerResponse } from 'node:http';
import type { ProxyOptions } from 'vite';

type Environment = Record<string, string | undefined>;

export function workflowEngineUrl(environment: Environment): string {
  return environment['services__workflow-engine__https__0']
    || environment['services__workflow-engine__http__0']
    || environment.WORKFLOW_ENGINE_HTTP
    || 'http://localhost:8181';
}

/** Vite's own answer to a dead engine is an empty 502; the page wants to say what was tried. */
export function workflowEngineProxy(target: string, apiKey?: string): ProxyOptions {
  return {
    target,
    changeOrigin: true,
    // A hosted engine wants to see the key. It stays in this process: the page never gets it.
    ...(apiKey ? { headers: { authorization: `Bearer ${apiKey}` } } : {}),
    configure(proxy) {
      proxy.on('error', (error, _request, response) => {
        if (!(response instanceof ServerResponse) || response.headersSent) return;
        const code = (error as NodeJS.ErrnoException).code ?? error.message;
        response.writeHead(502, { 'Content-Type': 'application/problem+json' });
        response.end(JSON.stringify({ title: 'Bad Gateway', status: 502, detail: `${target} is not answering (${code})` }));
      });
      // Or else a stream whose engine died would look alive for ever.
      proxy.on('proxyRes', (answer, _request, response) => {
        answer.on('close', () => answer.complete || response.destroy());
      });
    },
  };
}
