import { expect, test } from 'vitest';
import { ofIncidents, ofIntegrations, ofLinks, ofRotations, ofSecrets } from '../src/pages/overview/attention';
import { rowsOf } from '../src/pages/projects/secrets';
import { plan } from './rotationSample';
import { overview, secret } from './sample';

test('a secret needs attention when it is required and not there, or when its source fails', () => {
  const found = ofSecrets(overview([
    secret('FOUND'), secret('GONE', { state: 'missing' }), secret('OPTIONAL', { state: 'missing', required: false }), secret('EXAMPLE', { state: 'placeholder' }),
    secret('REFUSED', { state: 'denied', required: false }),
  ]));
  expect(found.map(({ what, tone }) => [what, tone])).toEqual([['GONE', 'bad'], ['EXAMPLE', 'warning'], ['REFUSED', 'bad']]);
});

test('a rotation does when it is due, or when it failed', () => {
  const found = ofRotations([plan({ secret: 'LATER' }), plan({ secret: 'DUE', state: 'due' }), plan({ secret: 'FAILED', problem: 'refused', run: '7' })]);
  expect(found.map(({ what, why, href }) => [what, why, href])).toEqual([['DUE', 'It is due to be rotated.', '/rotations'], ['FAILED', 'Its last rotation failed: refused', '/rotations?run=7']]);
});

test('an incident is named for people, and leads to its page', () => {
  const incident = { id: '7', scope: 'user', subject: 'user:1', reason: 'leaked', declaredBy: 'user:2', declaredAt: '2026-11-24T16:00:00Z', closedAt: null, open: 2, forPeople: 1 };
  expect(ofIncidents([incident], () => 'anna')).toMatchObject([{ what: 'user anna', why: '2 actions of it are not done.', href: '/incidents/7' }]);
});

test('a link does when it expires soon and nobody has opened it', () => {
  const now = Date.parse('2026-11-24T16:00:00Z');
  const link = (id: string, changes: object) => ({
    id, secret: id, state: 'open', views: 1, opened: 0, hasPassphrase: false, wrongPassphrases: 0, createdAt: '2026-11-24T16:00:00Z', expiresAt: '2026-11-24T17:00:00Z', ...changes,
  });
  const found = ofLinks([link('soon', {}), link('later', { expiresAt: '2026-11-26T17:00:00Z' }), link('opened', { opened: 1 }), link('over', { state: 'expired' })], now);
  expect(found.map(({ what }) => what)).toEqual(['soon']);
});

test('an account does when it has to be connected again', () => {
  const account = (provider: string, state: string) => ({
    provider, title: provider, configured: true, missing: [], state, account: null, scopes: [], connectedAt: null, expiresAt: null, refreshedAt: null, problem: null,
  });
  expect(ofIntegrations([account('github', 'needs-person'), account('atlassian', 'connected')]).map(({ what, why }) => [what, why])).toEqual([['github', 'It has to be connected again.']]);
});

test('environments stand side by side by key', () => {
  const of = (key: string, version: number) => ({ key, source: 'vault', version, updatedAt: null });
  expect(rowsOf([[of('B', 1)], [], [of('A', 2), of('B', 3)]]).map(({ key, cells }) => [key, cells.development?.version, cells.staging?.version, cells.production?.version])).toEqual([
    ['A', undefined, undefined, 2], ['B', 1, undefined, 3],
  ]);
});
