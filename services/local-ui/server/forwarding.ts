import { createProxyServer } from 'http-proxy-3';
import { pathOf, type Middleware } from './middleware.ts';
import type { Forwarding } from './workflowEngine.ts';

/** Vite's proxy without Vite: the same library, given the same table. */
export function forwarding(table: Record<string, Forwarding>): Middleware {
  const proxies = Object.entries(table).map(([beginning, options]) => {
    const proxy = createProxyServer({ ...options });
    options.configure(proxy);
    proxy.on('error', (error, request) => {
      // Without the query: what is in it can be a secret.
      console.error(`${request.method} ${pathOf(request)}: ${String(options.target)}: ${(error as NodeJS.ErrnoException).code ?? error.message}`);
    });
    return { beginning, proxy };
  });
  return (request, response, next) => {
    const found = proxies.find(({ beginning }) => request.url?.startsWith(beginning));
    if (found) found.proxy.web(request, response);
    else next();
  };
}
