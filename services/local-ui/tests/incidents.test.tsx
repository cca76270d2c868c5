import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../src/pages/incidents/IncidentsPage';
import { chaptersOf, titleOf } from '../src/pages/incidents/words';
import { answer, json, requested, sent, settle } from './engine';
import { openLive } from './page';

const url = '/api/v1/incidents';
const id = '01938f5e-0000-7000-8000-000000000001';
const action = { phase: 1, kind: 'rotate', subject: 'JWT_SECRET', detail: 'by random-key', isForPerson: false };
const incident = { id, scope: 'secret', subject: 'JWT_SECRET', reason: 'leaked', declaredBy: 'user:1', declaredAt: '2026-11-24T16:00:00Z', closedAt: null, open: 1, forPeople: 1 };
const left = { id: '2', incident: id, number: 1, phase: 1, kind: 'replace', subject: 'JWT_SECRET', detail: 'Replace it there.', state: 'person', attempts: 0, endedAt: null, endedBy: null, result: null, problem: null };
const record = { incident, actions: [left], timeline: [{ at: '2026-11-24T16:00:00Z', actor: 'user:1', action: null, what: 'declared' }], names: { 'user:1': 'anna' } };
const nameOf = (principal: string) => `<${principal}>`;

async function openIncidents(address: string): Promise<void> {
  history.replaceState(null, '', address);
  answer('/api/v1/me', json({ principal: 'user:1', role: 'admin', name: 'anna', displayName: null }));
  answer('/api/v1/users', json([]));
  await openLive();
  await settle();
}

test('a plan reads as what is done at once, what is left to people, and what follows', () => {
  const chapters = chaptersOf([action, { ...action, kind: 'look', isForPerson: true }, { ...action, phase: 2, kind: 'invalidate', subject: '*' }, { ...action, kind: 'notify-mail', subject: 'declared' }]);
  expect(chapters.map(({ title, actions }) => `${title}: ${actions.map((one) => titleOf(one, nameOf)).join()}`)).toEqual([
    'Done at once, by the engine: Rotate JWT_SECRET', 'Left to people: Look at JWT_SECRET', 'Done when that is over: Forget copies', 'Told of it: Write a mail that it was declared',
  ]);
});

test('everybody, all people and one of them are named', () => {
  expect(titleOf({ kind: 'revoke-keys', subject: 'user:1' }, nameOf)).toBe('Revoke the API keys of <user:1>');
  expect(titleOf({ kind: 'end-sessions', subject: 'user:*' }, nameOf)).toBe('End the sessions of all people');
  expect(titleOf({ kind: 'revoke-leases', subject: '*' }, nameOf)).toBe('Revoke the leases of everybody');
});

test('an incident is declared after its plan was read and its subject written, not before', async () => {
  answer(`${url}/plan`, json({ scope: 'secret', subject: 'JWT_SECRET', actions: [action] }));
  await openIncidents('/incidents/declare?scope=secret&subject=JWT_SECRET');
  fireEvent.change(screen.getByLabelText('Why'), { target: { value: 'leaked' } });
  fireEvent.submit(screen.getByRole('button', { name: 'See what would be done' }).closest('form')!);
  await settle();
  expect(JSON.parse(sent(`${url}/plan`)!)).toEqual({ scope: 'secret', subject: 'JWT_SECRET' });
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  const declare = screen.getByRole<HTMLButtonElement>('button', { name: 'Declare the incident' });
  expect(declare.disabled).toBe(true);
  expect(requested).not.toContain(url);

  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'JWT_SECRET' } });
  answer(url, json({ detail: 'The same is declared and open.' }, 409, 'application/problem+json'));
  fireEvent.submit(declare.closest('form')!);
  await settle();
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent).join()).toContain('The same is declared and open.');

  answer(url, json(record, 201));
  answer(`${url}/${id}`, json(record));
  fireEvent.submit(declare.closest('form')!);
  await settle();
  expect(JSON.parse(sent(url)!)).toEqual({ scope: 'secret', subject: 'JWT_SECRET', reason: 'leaked' });
  expect(location.pathname).toBe(`/incidents/${id}`);
});

test('what people have done is said with a note, and the incident is what the answer says', async () => {
  answer(`${url}/${id}`, json(record));
  await openIncidents(`/incidents/${id}`);
  fireEvent.change(screen.getByLabelText('What was done'), { target: { value: 'replaced' } });
  answer(`${url}/${id}/actions/1/done`, json({ ...record, incident: { ...incident, closedAt: '2026-11-24T16:00:05Z', open: 0, forPeople: 0 }, actions: [{ ...left, state: 'done', endedAt: '2026-11-24T16:00:05Z', result: 'replaced' }] }));
  fireEvent.submit(screen.getByRole('button', { name: 'Mark done: Replace JWT_SECRET' }).closest('form')!);
  await settle();
  expect(JSON.parse(sent(`${url}/${id}/actions/1/done`)!)).toEqual({ note: 'replaced' });
  expect(screen.queryByRole('heading', { name: 'To be done by people' })).toBeNull();
  expect(document.body.textContent).toContain('Closed');
});
