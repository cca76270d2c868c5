import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { pathOf } from './middleware.ts';
import type { ProxyEvents } from './proxyEvents.ts';

/**
 * A span for each request that is forwarded, which the Workflow Engine's own becomes a part of: so a trace begins where a person is.
 * Where no telemetry is sent this does nothing.
 */
export function traceForwarding(proxy: ProxyEvents): void {
  proxy.on('proxyReq', (outgoing, request, response) => {
    // A stream is open for as long as the page is: its span would come when nobody looks for it any more.
    if (request.headers.accept?.includes('text/event-stream')) return;
    const path = pathOf(request);
    const span = trace.getTracer('@devflow/local-ui').startSpan(`${request.method} ${path}`, {
      kind: SpanKind.SERVER,
      // Without the query: what is in it can be a secret.
      attributes: { 'http.request.method': request.method, 'url.path': path, 'server.address': request.headers.host },
    }, ROOT_CONTEXT);
    propagation.inject(trace.setSpan(ROOT_CONTEXT, span), outgoing, { set: (target, name, value) => void target.setHeader(name, value) });
    response.once('close', () => {
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      else if (!response.writableFinished) span.setStatus({ code: SpanStatusCode.ERROR, message: 'the page went away before the answer was complete' });
      span.end();
    });
  });
}
