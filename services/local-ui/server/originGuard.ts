import type { Connect, Plugin } from 'vite';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return (protocol === 'http:' || protocol === 'https:') && (loopbackHosts.has(hostname) || hostname.endsWith('.localhost'));
}

const guard: Connect.NextHandleFunction = (request, response, next) => {
  // Foreign pages can ask for scripts and images without an Origin; this keeps the answer from them too.
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');

  const { origin } = request.headers;
  if (origin === undefined || isLoopbackOrigin(origin)) return next();

  response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('Refused: this page answers only to its own machine, and the request came from another origin.\n');
};

/** Plugin middlewares run after Vite's Host check and before its proxy. */
export function originGuard(): Plugin {
  return {
    name: 'devflow:origin-guard',
    configureServer: ({ middlewares }) => void middlewares.use(guard),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(guard),
  };
}
