import type { Plugin } from 'vite';
import { isAllowedHost, isAllowedOrigin } from './hosts.ts';
import { answer, pathOf, type Middleware } from './middleware.ts';

/** `.` and `..`, plain or encoded: browsers send none, and behind the proxy they would lead out of the forwarded paths. */
const dotSegment = /(^|[/\\]|%2f|%5c)(\.|%2e){1,2}([/\\]|%2f|%5c|$)/i;

/** Stands before everything that is served, in development and published. */
export function guard(allowedHosts: readonly string[]): Middleware {
  return (request, response, next) => {
    // Foreign pages can ask for scripts and images without an Origin; this keeps the answer from them too.
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('X-Frame-Options', 'DENY');
    response.setHeader('Referrer-Policy', 'no-referrer');

    const { host, origin } = request.headers;
    if (host === undefined || !isAllowedHost(host, allowedHosts))
      return answer(response, 403, 'Refused: this page does not answer to that host name. ALLOWED_HOSTS names those beside localhost.');
    if (origin !== undefined && !isAllowedOrigin(origin, allowedHosts))
      return answer(response, 403, 'Refused: this page answers only to its own origin, and the request came from another.');
    if (!request.url?.startsWith('/') || dotSegment.test(pathOf(request)))
      return answer(response, 400, 'Refused: the path is not one that a browser would send.');
    next();
  };
}

/** Plugin middlewares run after Vite's own Host check and before its proxy. */
export function guardPlugin(...middlewares: Middleware[]): Plugin {
  return {
    name: 'devflow:guard',
    configureServer: (server) => middlewares.forEach((middleware) => server.middlewares.use(middleware)),
    configurePreviewServer: (server) => middlewares.forEach((middleware) => server.middlewares.use(middleware)),
  };
}
