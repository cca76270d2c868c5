import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Plan } from '../src/api/rotations';
import { answer, json, settle } from './engine';
import { openLive } from './page';
import { plan } from './rotationSample';
import { overview, sampleCascade, secret } from './sample';

async function openDetails(role: string | null, plans: Plan[] = [], isSecret = true): Promise<string[]> {
  history.replaceState(null, '', '/secrets?secret=JWT_SECRET');
  answer('/api/v1/me', role === null ? json({ title: 'Not found' }, 404) : json({ principal: 'user:1', role, name: 'anna', displayName: null }));
  answer('/api/v1/users', json([]));
  answer('/api/v1/rotations', json(plans));
  answer('/api/v1/rotations/runs?secret=JWT_SECRET&count=5', json([]));
  answer('/api/v1/secrets/JWT_SECRET', json(sampleCascade));
  answer('/api/v1/dependencies/JWT_SECRET', json({ services: [] }));
  answer('/api/v1/audit?key=JWT_SECRET&limit=10', json({ records: [] }));
  await openLive(overview([secret('JWT_SECRET', { secret: isSecret })]));
  await settle();
  const steps = screen.queryByRole('navigation', { name: 'What to do next' });
  return steps ? within(steps).getAllByRole('link').map((link) => `${link.textContent} ${link.getAttribute('href')}`) : [];
}

test('an admin goes on to what rotates it, to its accesses, and to a breach of it', async () => {
  expect(await openDetails('admin', [plan()])).toEqual([
    'Rotate it /rotations?rotate=JWT_SECRET', 'All its accesses /audit?key=JWT_SECRET', 'Declare a breach /incidents/declare?scope=secret&subject=JWT_SECRET',
  ]);
});

test('a rotation that is under way is shown, and none is offered beside it', async () => {
  expect(await openDetails('admin', [plan({ run: 'r-1', state: 'running' })])).toContain('Show its rotation /rotations?run=r-1');
  expect(screen.queryByRole('link', { name: 'Rotate it' })).toBeNull();
});

test.each([['what people replace', [plan({ rotator: null, state: 'by-hand' })]], ['what has no plan', []]])('%s is not offered to be rotated', async (_, plans) => {
  expect(await openDetails('admin', plans)).toEqual(['All its accesses /audit?key=JWT_SECRET', 'Declare a breach /incidents/declare?scope=secret&subject=JWT_SECRET']);
});

test('a setting is nothing that could be breached', async () => {
  expect(await openDetails('admin', [], false)).toEqual(['All its accesses /audit?key=JWT_SECRET']);
});

test('a member goes on to what was done on the own behalf, and to nothing that is for admins', async () => {
  expect(await openDetails('member', [plan()])).toEqual(['Accesses on your behalf /audit?key=JWT_SECRET']);
});

test('before an engine that knows of no people there is nowhere to go', async () => {
  expect(await openDetails(null)).toEqual([]);
});

test.each([[plan({ state: 'due' }), true], [plan({ state: 'scheduled', nextAt: '2026-11-24T15:59:00Z' }), true], [plan({ state: 'scheduled', nextAt: '2026-11-25T16:00:00Z' }), false]])(
  'what is due stands below the key too, for windows without the column: %o',
  async (one, isDue) => {
    await openDetails('admin', [one]);
    expect(screen.getByRole('rowheader', { name: /JWT_SECRET/ }).textContent?.includes('Rotation due')).toBe(isDue);
    expect(within(screen.getByRole('dialog')).queryByText('Due') !== null).toBe(isDue);
  },
);
