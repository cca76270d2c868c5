import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What is used here of http-proxy-3. Vite has a copy of it, of types that do not fit those of the package. */
export interface ProxyEvents {
  on(event: 'error', listener: (error: Error, request: IncomingMessage, response: ServerResponse | Socket) => void): unknown;
  on(event: 'proxyReq', listener: (outgoing: ClientRequest, request: IncomingMessage, response: ServerResponse) => void): unknown;
  on(event: 'proxyRes', listener: (answer: IncomingMessage, request: IncomingMessage, response: ServerResponse) => void): unknown;
}
