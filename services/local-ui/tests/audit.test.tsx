import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { filterOf, queryOf, toLocal, toUtc } from '../src/pages/audit/filter';
import { outcomeOf, tallyChains } from '../src/pages/audit/words';
import '../src/pages/audit/AuditPage';
import { exportUrl } from '../src/pages/audit/audit';
import { answer, json, requested, settle } from './engine';
import { openLive } from './page';

const chain = { id: 1, file: 'a.jsonl', part: 1, service: 'workflow-engine', seq: 3, state: 'open', reason: null, proof: 'keyed', takenAt: '2026-11-24T15:00:00Z', lagSeconds: 0.1 };
const record = { chain: 1, seq: 3, time: '2026-11-24T15:00:00Z', kind: 'access', service: 'workflow-engine', key: 'JWT_SECRET', tier: 'system', outcome: 'hit', source: '.env', user: 'user:1', count: 1, refused: false };

async function openAudit(role: string, address: string): Promise<void> {
  history.replaceState(null, '', address);
  answer('/api/v1/me', json({ principal: 'user:1', role, name: 'anna', displayName: null }));
  answer('/api/v1/users', json([]));
  answer('/api/v1/audit/chains', json([chain]));
  await openLive();
  await settle();
}

test('a filter and the address are the same thing, and what is none of its names is left out', () => {
  const filter = filterOf(new URLSearchParams('key=A%2FB&outcome=denied&other=x&tier='));
  expect(filter).toEqual({ key: 'A/B', outcome: 'denied' });
  expect(queryOf(filter).toString()).toBe('key=A%2FB&outcome=denied');
  expect(exportUrl(filter, 'csv')).toBe('/api/v1/audit/export?key=A%2FB&outcome=denied&format=csv');
});

test('a moment of the browser goes to the engine in UTC and comes back as it was', () => {
  expect(toLocal(toUtc('2026-11-24T16:30'))).toBe('2026-11-24T16:30');
  expect(toLocal('no time')).toBe('');
  expect(toUtc('')).toBe('');
});

test('what was refused is told as such, and a gap is no access', () => {
  const of = (changes: object) => outcomeOf({ ...record, reference: null, version: null, trace: null, from: null, to: null, ...changes });
  expect(of({ refused: true })).toEqual({ word: 'Read, refused', tone: 'bad' });
  expect(of({ outcome: null, kind: 'gap' })).toEqual({ word: 'Gap', tone: 'bad' });
  expect(of({ outcome: 'later-invented' })).toEqual({ word: 'later-invented', tone: 'quiet' });
});

test('chains that are broken or in part unproven are counted', () => {
  expect(tallyChains([chain, { ...chain, state: 'broken' }, { ...chain, proof: 'links' }])).toEqual({ broken: 1, unproven: 1 });
});

test('an admin asks for all with the filters of the address, and is told that the chains are whole', async () => {
  const url = '/api/v1/audit?outcome=hit&limit=500';
  answer(url, json({ records: [record], next: null }));
  await openAudit('admin', '/audit?outcome=hit');
  expect(requested).toContain(url);
  expect(document.body.textContent).toContain('1 record loaded, that is all');
  expect(document.body.textContent).toContain('every seal was checked');

  answer('/api/v1/audit?outcome=denied&limit=500', json({ records: [], next: null }));
  fireEvent.change(screen.getByLabelText('Outcome'), { target: { value: 'denied' } });
  await settle();
  expect(location.search).toBe('?outcome=denied');
  expect(screen.getByRole('heading', { name: 'No record matches the filters' })).toBeTruthy();
});

test('a member asks for the own records alone, and for no chain', async () => {
  answer('/api/v1/me/audit?limit=500', json({ records: [record], next: null }));
  await openAudit('member', '/audit');
  expect(document.body.textContent).toContain('1 record loaded');
  expect(requested.filter((url) => url.startsWith('/api/v1/audit'))).toEqual([]);
  expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
});

test('a page that could not be loaded says why, in the words of the engine', async () => {
  answer('/api/v1/audit?limit=500&from=x', json({}));
  answer('/api/v1/audit?from=x&limit=500', json({ detail: "'from' is no time." }, 400, 'application/problem+json'));
  await openAudit('admin', '/audit?from=x');
  expect(screen.getByRole('alert').textContent).toContain("'from' is no time.");
});
