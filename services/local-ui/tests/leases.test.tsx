import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../src/pages/leases/LeasesPage';
import { shownMs } from '../src/pages/leases/LeaseOpened';
import { durationsOf, stateOf } from '../src/pages/leases/words';
import { secondsOf, spanOf } from '../src/words/span';
import { answer, json, pass, sent, settle } from './engine';
import { openLive } from './page';

const url = '/api/v1/leases';
const canary = 'c4n4ry-password';
const profile = { name: 'read-only', description: 'Reads.', defaultTtl: '00:15:00', maxTtl: '01:00:00', maxLifetime: '12:00:00', perPrincipal: 10, total: 100 };
const lease = {
  id: '1', profile: 'read-only', principal: 'user:1', login: 'devflow_lease_1', state: 'active', openedAt: '2026-11-24T16:00:00Z', expiresAt: '2026-11-24T16:15:00Z', renewableUntil: '2026-11-25T04:00:00Z', endedAt: null, endedBy: null, reason: null,
};

test.each([['00:15:00', 900, '15 minutes'], ['12:00:00', 43_200, '12 hours'], ['1.01:30:00', 91_800, '1 day 1 hour 30 minutes'], ['00:00:00.5', 0, '0 seconds']])('%s is %i seconds, which read %s', (text, seconds, words) => {
  expect(secondsOf(text)).toBe(seconds);
  expect(spanOf(seconds)).toBe(words);
});

test('what is no span is no number', () => expect(secondsOf('soon')).toBeNaN());

test('durations stay within what the profile gives', () => {
  expect(durationsOf(900, 3_600)).toEqual([300, 900, 1_800, 3_600]);
  expect(durationsOf(60, 60)).toEqual([60]);
});

test('a lease that ends soon is told apart, and one that ended says why', () => {
  const now = Date.parse('2026-11-24T16:11:00Z');
  expect(stateOf(lease, now).word).toBe('Ends soon');
  expect(stateOf({ ...lease, state: 'ended', reason: 'breach' }, now).word).toBe('Ended by an incident');
});

test('a password is in the document only while it is shown, hides itself again, and goes when it is forgotten', async () => {
  history.replaceState(null, '', '/leases');
  answer('/api/v1/me', json({ principal: 'user:1', role: 'member', name: 'anna', displayName: null }));
  answer(`${url}/profiles`, json([profile]));
  answer(url, json([]));
  await openLive();
  await settle();
  answer(url, json({ lease, host: 'localhost', port: 5432, database: 'devflow', user: lease.login, password: canary, url: `postgresql://${lease.login}:${canary}@localhost:5432/devflow` }, 201));
  fireEvent.submit(screen.getByRole('button', { name: 'Open the lease' }).closest('form')!);
  await settle();
  answer(url, json([lease]));
  expect(JSON.parse(sent(url)!)).toEqual({ profile: 'read-only', ttlSeconds: 900 });
  const page = () => document.documentElement.outerHTML;
  expect(page()).not.toContain(canary);

  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(screen.getByLabelText('Connection string').textContent).toContain(canary);
  await pass(shownMs);
  expect(page()).not.toContain(canary);
  expect(screen.getByLabelText('Connection string').textContent).toContain('@localhost:5432/devflow');

  fireEvent.click(screen.getByRole('button', { name: 'Done, forget it' }));
  expect(page()).not.toContain(canary);
  expect(JSON.stringify(localStorage) + JSON.stringify(sessionStorage)).not.toContain(canary);
});
