import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../src/pages/projects/ProjectsPage';
import { differenceOf } from '../src/pages/projects/differences';
import { environments } from '../src/pages/projects/projects';
import { type ProjectSecret, rowsOf } from '../src/pages/projects/secrets';
import { answer, json, settle } from './engine';
import { openLive } from './page';
import { sampleCascade } from './sample';

const of = (key: string, version: number | null, source = 'vault'): ProjectSecret => ({ key, source, version, updatedAt: null });
const differences = (...lists: ProjectSecret[][]) => rowsOf(lists).map((row) => environments.map((environment) => differenceOf(row, environment)));

test('an environment differs where a key is not set, or was written less often', () => {
  expect(differences([of('KEY', 2)], [of('KEY', 3)], [])).toEqual([['fewer versions than staging', null, 'not set here']]);
  expect(differences([of('KEY', 3)], [of('KEY', 3)], [of('KEY', 3)])).toEqual([[null, null, null]]);
});

test('versions of another source, and what has none, are not compared', () => {
  expect(differences([of('KEY', 1)], [of('KEY', 9, '1password')], [of('KEY', null, '.env')])).toEqual([[null, null, null]]);
  expect(differences([of('KEY', 1, '1password')], [of('KEY', 9, '1password')], [of('KEY', 1)])).toEqual([['fewer versions than staging', null, null]]);
});

async function openProject(address: string, ...lists: ProjectSecret[][]): Promise<void> {
  history.replaceState(null, '', address);
  answer('/api/v1/me', json({ principal: 'user:1', role: 'member', name: 'anna', displayName: null }));
  answer('/api/v1/projects/shop', json({ name: 'shop', role: 'editor', onePasswordVault: null, createdAt: '2026-11-24T15:00:00Z' }));
  environments.forEach((environment, index) => answer(`/api/v1/projects/shop/${environment}/secrets`, json(lists[index])));
  await openLive();
  await settle();
}

const keys = () => screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);
const cell = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}: `) }).textContent;

test('what differs is said in its cell, and can be looked at alone', async () => {
  await openProject('/projects/shop', [of('A', 2), of('B', 1)], [of('A', 1), of('B', 1)], [of('B', 1)]);
  expect(keys()).toEqual(['A', 'B']);
  expect(cell('A in staging')).toContain('fewer versions than development');
  expect(cell('A in production')).toContain('not set here');
  expect(cell('B in staging')).not.toContain('fewer');

  fireEvent.click(screen.getByRole('switch', { name: 'Only differences: 1 of 2' }));
  await settle();
  expect(keys()).toEqual(['A']);
  // A secret that is looked at is beside that, in the address too.
  fireEvent.click(screen.getByRole('button', { name: /^A in staging: / }));
  await settle();
  expect(location.search).toBe('?differences=&key=A&in=staging');
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await settle();
  expect(location.search).toBe('?differences=');
});

test('where nothing differs the filter says so, and can be taken off', async () => {
  await openProject('/projects/shop?differences=', [of('A', 1)], [of('A', 1)], [of('A', 1)]);
  expect(screen.getByRole('heading', { name: 'No environment differs' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
  await settle();
  expect(keys()).toEqual(['A']);
});

test.each([['vault', 'Write version 10', true], ['1password', 'Write version 1', false]])('the history of a secret is the database\'s, and what is elsewhere has none here: %s', async (source, write, hasHistory) => {
  const url = '/api/v1/projects/shop/staging/secrets/A';
  answer(`${url}/explanation`, json(sampleCascade));
  answer(`${url}/versions`, json([]));
  await openProject('/projects/shop?key=A&in=staging', [], [of('A', 9, source)], []);
  expect(screen.getByRole('button', { name: write })).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'History' }) !== null).toBe(hasHistory);
  expect(screen.queryByRole('button', { name: 'Delete it' }) !== null).toBe(hasHistory);
});
