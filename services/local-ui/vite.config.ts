import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { guard, guardPlugin } from './server/guard.ts';
import { health } from './server/health.ts';
import { nonceMark } from './server/page.ts';
import { platformHealth } from './server/platformHealth.ts';
import { readSettings } from './server/settings.ts';
import { telemetryPlugin } from './server/telemetry.ts';
import { forwarded } from './server/workflowEngine.ts';

const hotReload = process.env.HOT_RELOAD?.toLowerCase() !== 'false';

export default defineConfig(({ command, isSsrBuild }) => {
  // A build asks for nothing of the place where it will run.
  const { port, allowedHosts, engine, services, apiKey } = readSettings(command === 'serve' ? process.env : {});
  return {
    // The published server puts the nonce of each answer in its place.
    html: { cspNonce: nonceMark },
    plugins: [react(), telemetryPlugin, guardPlugin(health, guard(allowedHosts), platformHealth(services, engine, apiKey))],
    server: {
      host: 'localhost',
      port,
      strictPort: true,
      allowedHosts,
      // The page and its API share one origin, so nobody needs CORS and nobody gets it.
      cors: false,
      proxy: forwarded(engine, apiKey),
      ...(hotReload ? {} : { hmr: false, watch: null }),
    },
    build: isSsrBuild
      ? { outDir: 'dist/server', copyPublicDir: false, target: 'node20' }
      : {
          outDir: 'dist/client',
          // What pages share comes in two pieces and not in thirty, which compresses better; each page is one more.
          rolldownOptions: { output: { codeSplitting: { groups: [
            { name: 'libraries', test: /node_modules/ },
            { name: 'shared', test: /src\/(?:api|components|hooks|session|words)\// },
          ] } } },
          chunkSizeWarningLimit: 600,
        },
    test: {
      environment: 'happy-dom',
      environmentOptions: { happyDOM: { width: 1600, height: 900 } },
      // No test waits for this: a machine may be busy with other things.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      include: ['tests/**/*.test.{ts,tsx}'],
      setupFiles: ['tests/setup.ts'],
    },
  };
});
