import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import serveStatic from 'serve-static';
import { answer, pathOf, type Middleware } from './middleware.ts';

/** Stands in the built page where the nonce of an answer goes. */
export const nonceMark = 'devflow-nonce';

/**
 * All that the built page needs. Not in development: there Vite writes scripts into the page. The component library writes styles that depend on
 * the width of the window, each with the nonce of the page's own answer; scripts come from files alone.
 */
const contentSecurityPolicy = (nonce?: string) => [
  "default-src 'none'", "script-src 'self'", `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`, "img-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/** The built page. Any path that a person goes to is the page's own to read; what the page itself asks for is there or is not. */
export function page(folder: string): Middleware {
  const path = join(folder, 'index.html');
  if (!existsSync(path)) throw new Error(`The page is not built: ${folder} holds no index.html. Run npm run build.`);
  const html = readFileSync(path, 'utf8');
  const files = serveStatic(folder, {
    redirect: false,
    index: false,
    setHeaders(response, file) {
      const hashed = file.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response, next) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy());
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    if (pathOf(request) === '/' || pathOf(request) === '/index.html') return sendPage(response, html, request.method);
    files(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      if (!isNavigation(request.headers)) return answer(response, 404, 'There is no such file.');
      sendPage(response, html, request.method);
    });
  };
}

function sendPage(response: ServerResponse, html: string, method: string | undefined): void {
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    // Each answer has a nonce of its own; what is large stands in files that are kept.
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentSecurityPolicy(nonce),
  });
  response.end(method === 'HEAD' ? undefined : html.replaceAll(nonceMark, nonce));
}

function isNavigation(headers: NodeJS.Dict<string | string[]>): boolean {
  return headers['sec-fetch-mode'] === undefined ? String(headers.accept).includes('text/html') : headers['sec-fetch-mode'] === 'navigate';
}
