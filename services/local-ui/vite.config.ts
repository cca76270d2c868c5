import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { originGuard } from './server/originGuard.ts';
import { workflowEngineProxy, workflowEngineUrl } from './server/workflowEngine.ts';

const hotReload = process.env.HOT_RELOAD?.toLowerCase() !== 'false';

export default defineConfig({
  plugins: [react(), originGuard()],
  server: {
    host: 'localhost',
    port: Number(process.env.PORT || 3737),
    strictPort: true,
    // The page and its API share one origin, so nobody needs CORS and nobody gets it.
    cors: false,
    proxy: { '/api': workflowEngineProxy(workflowEngineUrl(process.env), process.env.DEVFLOW_API_KEY) },
    ...(hotReload ? {} : { hmr: false, watch: null }),
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
  },
});
