import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { secretsUrl } from '../src/api/client';
import '../src/pages/audit/AuditPage';
import '../src/pages/overview/OverviewPage';
import '../src/pages/rotations/RotationsPage';
import { problemOf } from '../src/session/signInOptions';
import { tokensUrl } from '../src/session/session';
import { answer, down, json, pass, requested, settle } from './engine';
import { breakStream } from './FakeEventSource';
import { live, open, openLive } from './page';
import { plan, run } from './rotationSample';

const rotations = '/api/v1/rotations';
const runs = `${rotations}/runs?count=50`;
const nobody = json({ title: 'Unauthorized' }, 401, 'application/problem+json');

function be(name: string, role = 'admin'): void {
  answer('/api/v1/me', json({ principal: `user:${name}`, role, name, displayName: null }));
  answer('/api/v1/users', json([]));
}

async function at(address: string): Promise<void> {
  history.replaceState(null, '', address);
  await openLive();
  await settle();
}

async function openRotations(): Promise<void> {
  be('anna');
  answer(rotations, json([plan()]));
  answer(runs, json([run()]));
  await at('/rotations?rotate=JWT_SECRET');
}

async function end(): Promise<void> {
  answer(secretsUrl, nobody);
  await breakStream();
}

async function come(name: string): Promise<void> {
  be(name);
  answer(tokensUrl, json({}));
  fireEvent.change(screen.getByLabelText('Link or API key'), { target: { value: 'dfk_1' } });
  fireEvent.submit(screen.getByLabelText('Link or API key').closest('form')!);
  await settle();
}

const previews = () => requested.filter((url) => url === `${rotations}/JWT_SECRET`).length;

test('what is behind the dialog asks for nothing until somebody is in again, and is what it was for the same person', async () => {
  answer(`${rotations}/JWT_SECRET`, json({ secret: 'JWT_SECRET', rotator: 'random-key', destination: '.env', overlap: '30m', isProven: true, problem: null }));
  await openRotations();
  const dialog = screen.getByRole('dialog', { name: 'Rotate JWT_SECRET' });
  await end();
  requested.length = 0;
  await pass(60_000);
  expect(requested).toEqual([]);

  await come('anna');
  await live();
  await settle();
  expect(screen.getByRole('dialog', { name: 'Rotate JWT_SECRET' })).toBe(dialog);
  expect(requested).toContain(rotations);
  // A dry run proves a value at whoever takes it: not because the page came back.
  expect(previews()).toBe(0);
});

test('Escape closes what was opened over the dialog to sign in, and neither that nor what was typed into it', async () => {
  await openRotations();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
  await end();
  await settle();
  const signIn = screen.getByRole('dialog', { name: 'Sign in again' });
  fireEvent.change(screen.getByLabelText('Link or API key'), { target: { value: 'dfk_half' } });

  // The browser's own way back leads to an address with a dialog.
  await act(async () => history.pushState(null, '', '/rotations?rotate=JWT_SECRET'));
  await settle();
  expect(screen.getByRole('dialog', { name: 'Rotate JWT_SECRET' })).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await settle();
  expect(screen.getAllByRole('dialog')).toEqual([signIn]);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await settle();
  expect(screen.getAllByRole('dialog')).toEqual([signIn]);
  expect(screen.getByLabelText<HTMLInputElement>('Link or API key').value).toBe('dfk_half');
});

test('another person finds nothing of the one before', async () => {
  await openRotations();
  const dialog = screen.getByRole('dialog', { name: 'Rotate JWT_SECRET' });
  await end();
  await come('ben');
  expect(dialog.isConnected).toBe(false);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.body.textContent).not.toContain('JWT_SECRET');
  await live();
  await settle();
  expect(screen.getByLabelText('You: ben')).toBeTruthy();
});

test('a session that became another person\'s elsewhere begins the page anew', async () => {
  await openRotations();
  const dialog = screen.getByRole('dialog', { name: 'Rotate JWT_SECRET' });
  be('ben');
  await pass(60_000);
  await act(async () => void window.dispatchEvent(new Event('visibilitychange')));
  await settle();
  expect(dialog.isConnected).toBe(false);
});

test('a link that is pasted into an open page signs in, and its code leaves the address', async () => {
  answer(secretsUrl, nobody);
  open();
  await breakStream();
  answer(tokensUrl, json({}));
  history.replaceState(null, '', '/secrets#sign-in=c0de');
  await act(async () => void window.dispatchEvent(new Event('hashchange')));
  await settle();
  await live();
  expect(location.hash).toBe('');
  expect(screen.getByRole('heading', { name: 'Secrets' })).toBeTruthy();
});

test.each(['/rotations', '/audit'])('who cannot be found out is no member, and nothing loads for ever: %s', async (address) => {
  answer('/api/v1/me', json({ detail: 'The database is away.' }, 500, 'application/problem+json'));
  await at(address);
  expect(screen.getByRole('alert').textContent).toContain('The database is away.');
  expect(document.body.textContent).not.toContain('is for admins');
  expect(requested.filter((url) => url.startsWith('/api/v1/me/audit'))).toEqual([]);
});

test('an engine that is away says nothing of the parts, and what was said before goes', async () => {
  be('anna', 'member');
  answer('/api/v1/me/integrations', json([]));
  answer('/api/v1/shares', json([]));
  answer('/api/platform/health', json({ parts: [{ name: 'workflow-engine', state: 'healthy', problems: [], milliseconds: 3 }] }));
  await at('/');
  expect(document.body.textContent).toContain('Healthy');
  answer('/api/platform/health', down);
  await pass(60_000);
  await settle();
  expect(document.body.textContent).not.toContain('Healthy');
});

test('the audit is read anew at each visit and from its beginning', async () => {
  be('anna');
  answer('/api/v1/audit/chains', json([]));
  const url = '/api/v1/audit?limit=500';
  answer(url, json({ records: [], next: null }));
  await at('/audit');
  const asked = () => requested.filter((one) => one === url).length;
  const before = asked();
  fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  await settle();
  expect(asked()).toBe(before + 1);
  fireEvent.click(screen.getByRole('link', { name: 'Secrets' }));
  await settle();
  fireEvent.click(screen.getByRole('link', { name: 'Audit' }));
  await settle();
  expect(asked()).toBeGreaterThan(before + 1);
});

test('a word of the address that is none says nothing', () => {
  expect(problemOf('denied', 'GitHub')).toContain('GitHub');
  expect(problemOf('constructor', 'GitHub')).toBeNull();
  expect(problemOf(null, 'GitHub')).toBeNull();
});
