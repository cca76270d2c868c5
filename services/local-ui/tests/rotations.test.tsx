import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../src/pages/rotations/RotationsPage';
import { answer, json, pass, requested, sent, settle } from './engine';
import { openLive } from './page';
import { plan, run } from './rotationSample';

const url = '/api/v1/rotations';
const runsUrl = `${url}/runs?count=50`;
const admin = { principal: 'user:1', role: 'admin', name: 'anna', displayName: null };

async function openRotations(address = '/rotations'): Promise<void> {
  history.replaceState(null, '', address);
  answer('/api/v1/me', json(admin));
  answer('/api/v1/users', json([]));
  await openLive();
  await settle();
}

test('a dry run is read before anything is rotated, and names who is affected', async () => {
  answer(url, json([plan()]));
  answer(runsUrl, json([]));
  answer(`${url}/JWT_SECRET`, json({ secret: 'JWT_SECRET', rotator: 'random-key', destination: '.env', overlap: '30m', isProven: true, problem: null }));
  answer('/api/v1/dependencies/JWT_SECRET', json({ key: 'JWT_SECRET', services: [{ service: 'workflow-engine', state: 'used', reads: 1, lastRead: '2026-11-24T15:00:00Z' }] }));
  await openRotations();
  fireEvent.click(screen.getByRole('button', { name: 'Rotate JWT_SECRET' }));
  await settle();
  expect(JSON.parse(sent(`${url}/JWT_SECRET`)!)).toEqual({ dryRun: true });
  expect(screen.getByRole('dialog').textContent).toContain('accepted for 30 minutes');
  expect(screen.getByRole('dialog').textContent).toContain('workflow-engine');

  answer(`${url}/JWT_SECRET`, json(run(), 202));
  answer(`${url}/runs/${run().id}`, json({ run: run({ state: 'overlap', step: 'retire' }), steps: [] }));
  fireEvent.click(screen.getByRole('button', { name: 'Rotate now' }));
  await settle();
  expect(JSON.parse(sent(`${url}/JWT_SECRET`)!)).toEqual({});
  expect(location.search).toBe(`?run=${run().id}`);
  expect(screen.getByRole('dialog').textContent).toContain('In overlap');
});

test('what would fail is not begun', async () => {
  answer(url, json([plan()]));
  answer(runsUrl, json([]));
  answer(`${url}/JWT_SECRET`, json({ secret: 'JWT_SECRET', rotator: 'random-key', destination: null, overlap: '30m', isProven: false, problem: 'it is too short' }));
  answer('/api/v1/dependencies/JWT_SECRET', json({ detail: 'nobody' }, 404, 'application/problem+json'));
  await openRotations('/rotations?rotate=JWT_SECRET');
  expect(screen.getByRole('dialog').textContent).toContain('it is too short');
  expect(screen.getByRole('dialog').textContent).toContain('No service is known');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Rotate now' }).disabled).toBe(true);
});

test('a run that moves is followed until it has ended', async () => {
  answer(url, json([]));
  answer(runsUrl, json([run()]));
  const runUrl = `${url}/runs/${run().id}`;
  answer(runUrl, json({ run: run(), steps: [] }));
  await openRotations(`/rotations?run=${run().id}`);
  answer(runUrl, json({ run: run({ state: 'finished', step: 'retire', endedAt: '2026-11-24T16:00:01Z' }), steps: [] }));
  await pass(1_000);
  await settle();
  expect(screen.getByRole('dialog').textContent).toContain('Finished');
  const asked = requested.filter((one) => one === runUrl).length;
  await pass(5_000);
  expect(requested.filter((one) => one === runUrl).length).toBe(asked);
});
