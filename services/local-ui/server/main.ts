import { fileURLToPath } from 'node:url';
import { publishedServer } from './publishedServer.ts';
import { readSettings } from './settings.ts';
import { startTelemetry } from './telemetry.ts';

/** How long answers that are under way may take to end; event streams never would by themselves. */
const graceMilliseconds = 500;

/** How long the last spans may take to be sent. */
const telemetryGraceMilliseconds = 1000;

try {
  const settings = readSettings(process.env);
  const stopTelemetry = await startTelemetry(process.env);
  const server = publishedServer(settings, fileURLToPath(new URL('../client', import.meta.url)));

  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EADDRINUSE' ? 'is in use: end what uses it, or set PORT to another' : `cannot be used (${error.code ?? error.message}): see HOST and PORT`;
    console.error(`Port ${settings.port} of ${settings.host} ${reason}.`);
    process.exitCode = 1;
  });
  server.listen(settings.port, settings.host, () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : settings.port;
    console.log(`Local UI: http://${settings.host}:${port}, the Workflow Engine: ${settings.engine}`);
  });

  const end = () => {
    server.close(() => {
      // A receiver that is gone would be asked again and again.
      setTimeout(() => process.exit(), telemetryGraceMilliseconds).unref();
      void stopTelemetry();
    });
    setTimeout(() => server.closeAllConnections(), graceMilliseconds).unref();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
