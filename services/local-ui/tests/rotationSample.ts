import type { Plan, Run } from '../src/api/rotations';

export function plan(changes: Partial<Plan> = {}): Plan {
  return { secret: 'JWT_SECRET', rotator: 'random-key', every: null, window: null, lastAt: null, nextAt: null, state: 'on-demand', run: null, failures: 0, problem: null, ...changes };
}

export function run(changes: Partial<Run> = {}): Run {
  return {
    id: '01938f5e-0000-7000-8000-000000000001',
    secret: 'JWT_SECRET',
    reason: 'demand',
    requestedBy: 'user:1',
    rotator: 'random-key',
    destination: '.env',
    state: 'running',
    step: 'prove',
    attempts: 0,
    startedAt: '2026-11-24T15:00:00Z',
    changedAt: '2026-11-24T15:00:00Z',
    notBefore: null,
    endedAt: null,
    problem: null,
    ...changes,
  };
}
