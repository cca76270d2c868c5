import type { Plugin } from 'vite';
import type { Environment } from './workflowEngine.ts';

/** Sends traces where OpenTelemetry's own variables say (OTEL_EXPORTER_OTLP_ENDPOINT and its like); without them nothing is loaded. */
export async function startTelemetry(environment: Environment): Promise<() => Promise<void>> {
  if (!environment.OTEL_EXPORTER_OTLP_ENDPOINT) return async () => {};
  const [{ NodeSDK }, { envDetector }] = await Promise.all([import('@opentelemetry/sdk-node'), import('@opentelemetry/resources')]);
  // The other detectors tell of the machine and of the command line, which is nobody's business.
  const sdk = new NodeSDK({ resourceDetectors: [envDetector], metricReaders: [], logRecordProcessors: [], instrumentations: [] });
  sdk.start();
  return () => sdk.shutdown().catch(() => undefined);
}

/** The same while Vite serves. */
export const telemetryPlugin: Plugin = {
  name: 'devflow:telemetry',
  async configureServer(server) {
    const stop = await startTelemetry(process.env);
    server.httpServer?.on('close', () => void stop());
  },
};
