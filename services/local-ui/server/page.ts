import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from 'serve-static';
import { answer, type Middleware } from './middleware.ts';

/** All that the built page needs. Not in development: there Vite writes scripts into the page. */
const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/** The built page. Any path that a person goes to is the page's own to read; what the page itself asks for is there or is not. */
export function page(folder: string): Middleware {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`The page is not built: ${folder} holds no index.html. Run npm run build.`);
  const files = serveStatic(folder, {
    redirect: false,
    setHeaders(response, path) {
      const hashed = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response, next) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    files(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      if (!isNavigation(request.headers)) return answer(response, 404, 'There is no such file.');
      request.url = '/';
      files(request, response, next);
    });
  };
}

function isNavigation(headers: NodeJS.Dict<string | string[]>): boolean {
  return headers['sec-fetch-mode'] === undefined ? String(headers.accept).includes('text/html') : headers['sec-fetch-mode'] === 'navigate';
}
