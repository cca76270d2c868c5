import { pathOf, type Middleware } from './middleware.ts';

/** Before the guard: a probe calls by the address of a container, and learns nothing but that this answers. */
export const health: Middleware = (request, response, next) => {
  const path = pathOf(request);
  if (path !== '/health' && path !== '/alive') return next();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  response.end('{"status":"Healthy"}\n');
};
