import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { secretsUrl } from '../src/api/client';
import { signInByLink } from '../src/session/link';
import { sessionUrl, tokensUrl } from '../src/session/session';
import { answer, json, pass, requested, sent } from './engine';
import { breakStream, FakeEventSource } from './FakeEventSource';
import { connection, live, open, openLive, rowKeys } from './page';

const code = 'c0de-c0de';
const nobody = json({ title: 'Unauthorized' }, 401, 'application/problem+json');

async function openSignedOut(): Promise<void> {
  open();
  answer(secretsUrl, nobody);
  await breakStream();
}

function paste(text: string): void {
  fireEvent.change(screen.getByLabelText('Link or API key'), { target: { value: text } });
  fireEvent.submit(screen.getByLabelText('Link or API key').closest('form')!);
}

test('whoever is not signed in is asked to, and is not tried again', async () => {
  await openSignedOut();
  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeTruthy();
  expect(connection()).toBe('Signed out');
  await pass(60_000);
  expect(FakeEventSource.open).toHaveLength(0);
});

test.each([
  [`http://localhost:3737/#sign-in=${code}`, { grant: 'code', code, session: true }],
  [` ${code} `, { grant: 'code', code, session: true }],
  ['dfk_0123', { grant: 'api-key', key: 'dfk_0123', session: true }],
])('what is pasted is taken for what it is: %s', async (pasted, expected) => {
  await openSignedOut();
  answer(tokensUrl, json({}));
  paste(pasted);
  await pass(0);
  await live();
  expect(JSON.parse(sent(tokensUrl)!)).toEqual(expected);
  expect(rowKeys()).toHaveLength(5);
  expect(screen.queryByRole('heading', { name: 'Sign in' })).toBeNull();
});

test('a link that was used says so', async () => {
  await openSignedOut();
  answer(tokensUrl, nobody);
  paste(code);
  await pass(0);
  expect(screen.getByRole('alert').textContent).toContain('used already');
});

test('the link that the page is opened with signs in, and its code leaves the address', async () => {
  const replaced = vi.fn();
  answer(tokensUrl, json({}));
  const signingIn = signInByLink({ hash: `#sign-in=${code}`, pathname: '/', search: '' } as Location, { replaceState: replaced } as unknown as History);
  open(signingIn);
  expect(replaced).toHaveBeenCalledWith(null, '', '/');
  await pass(0);
  await live();
  expect(requested[0]).toBe(tokensUrl);
  expect(rowKeys()).toHaveLength(5);
});

test('a link that does not work any more is told beside the form', async () => {
  answer(tokensUrl, nobody);
  answer(secretsUrl, nobody);
  open(signInByLink({ hash: `#sign-in=${code}`, pathname: '/', search: '' } as Location, { replaceState: vi.fn() } as unknown as History));
  await pass(0);
  await breakStream();
  await pass(0);
  expect(screen.getByRole('alert').textContent).toContain('used already');
  expect(document.body.textContent).not.toContain(code);
});

test('a page that is opened without a link does not sign in', () => {
  expect(signInByLink({ hash: '#other' } as Location, {} as History)).toBeUndefined();
});

test('signing out ends the session and asks to sign in', async () => {
  await openLive();
  answer(sessionUrl, () => new Response(null, { status: 204 }));
  answer(secretsUrl, nobody);
  fireEvent.click(screen.getByRole('button', { name: 'Settings of this page' }));
  await pass(0);
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await pass(0);
  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeTruthy();
  expect(rowKeys()).toHaveLength(0);
});
