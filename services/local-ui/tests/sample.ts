import type { Cascade, Overview, Secret } from '../src/api/model';

export function secret(key: string, changes: Partial<Secret> = {}): Secret {
  return {
    key,
    path: key.toLowerCase().replaceAll('_', '.'),
    secret: true,
    tier: 'system',
    reference: null,
    description: null,
    state: 'found',
    source: '.env',
    detail: '.env:12',
    required: true,
    usedBy: ['workflow-engine'],
    changedAt: '2026-11-24T13:00:00Z',
    ...changes,
  };
}

export function overview(secrets: Secret[] = sampleSecrets): Overview {
  return {
    mode: 'local',
    environment: 'development',
    onePassword: { configured: false, detail: 'OP_CONNECT_TOKEN is not set' },
    secrets,
  };
}

export const sampleSecrets = [
  secret('AOSENTRY_API_KEY', {
    path: 'llm.aosentry.api_key',
    reference: 'op://DevFlow/AOSentry/api_key',
    description: 'Key of the AI gateway.',
    state: 'placeholder',
    detail: '.env:31',
    usedBy: ['knowledge-hub', 'mcp-gateway'],
  }),
  secret('JWT_SECRET', { state: 'missing', source: null, detail: 'no source has it', changedAt: null }),
  secret('GITHUB_CLIENT_SECRET', { tier: 'user', source: '1password', detail: 'item GitHub, version 3' }),
  secret('QDRANT_API_KEY', { state: 'missing', source: null, detail: null, required: false }),
  secret('DATABASE_URL', { source: 'apphost', detail: 'ConnectionStrings__devflow' }),
];

export const sampleCascade: Cascade = {
  key: 'AOSENTRY_API_KEY',
  path: 'llm.aosentry.api_key',
  reference: 'op://DevFlow/AOSentry/api_key',
  winner: 'environment',
  steps: [
    { source: '1password', outcome: 'not configured', detail: 'OP_CONNECT_TOKEN is not set', remedy: 'Set OP_CONNECT_TOKEN.' },
    { source: '.env', outcome: 'empty', detail: '.env:31', remedy: null },
    { source: 'environment', outcome: 'found', detail: 'AOSENTRY_API_KEY of the process', remedy: null },
  ],
};
