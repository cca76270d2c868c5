import { createServer, type Server } from 'node:http';
import { forwarding } from './forwarding.ts';
import { guard } from './guard.ts';
import { health } from './health.ts';
import { answer, type Middleware } from './middleware.ts';
import { page } from './page.ts';
import { platformHealth } from './platformHealth.ts';
import type { Settings } from './settings.ts';
import { forwarded } from './workflowEngine.ts';

/** The built page and what it calls, without Vite. */
export function publishedServer(settings: Settings, folder: string): Server {
  const steps: Middleware[] = [
    health,
    guard(settings.allowedHosts),
    // Beside the engine's own paths, as the session's cookie is for those alone.
    platformHealth(settings.services, settings.engine, settings.apiKey),
    forwarding(forwarded(settings.engine, settings.apiKey)),
    page(folder),
  ];
  return createServer((request, response) => {
    const step = (index: number) => (error?: unknown): void => {
      if (error === undefined && index < steps.length) return steps[index]!(request, response, step(index + 1));
      const status = Number((error as { status?: number } | undefined)?.status ?? 500);
      if (status >= 500) console.error(error);
      if (response.headersSent) response.destroy();
      else answer(response, status, status < 500 ? 'The request cannot be understood.' : 'The page could not be read.');
    };
    step(0)();
  });
}
