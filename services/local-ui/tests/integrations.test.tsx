import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../src/pages/integrations/IntegrationsPage';
import { answer, json, settle } from './engine';
import { openLive } from './page';

const account = { provider: 'github', title: 'GitHub', configured: true, missing: [], state: 'connected', account: 'octocat', scopes: ['repo'] };

async function comeBack(query: string, changes: Partial<typeof account> = {}): Promise<void> {
  history.replaceState(null, '', `/integrations${query}`);
  answer('/api/v1/me', json({ principal: 'user:1', role: 'member', name: 'anna', displayName: null }));
  answer('/api/v1/me/integrations', json([{ ...account, ...changes }]));
  answer('/api/v1/me/secrets', json([]));
  await openLive();
  await settle();
}

const told = () => screen.getAllByRole('status').map(({ textContent }) => textContent).find((text) => text?.includes('GitHub') || text?.includes('provider')) ?? null;

test('whoever comes back connected is told so, until the notice is closed', async () => {
  await comeBack('?connected=github');
  expect(told()).toBe('GitHub is connected.');
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await settle();
  expect(told()).toBeNull();
  expect(location.search).toBe('');
  expect(document.body.textContent).toContain('octocat');
});

test.each([['?connected=github', { state: 'not-connected' }], ['?connected=github', { state: 'needs-person' }], ['?connected=gitlab', {}], ['?connected=constructor', {}], ['?problem=constructor', {}], ['?problem=', {}]])(
  'what an address says and the engine does not is not told: %s %o',
  async (query, changes) => {
    await comeBack(query, changes);
    expect(told()).toBeNull();
  },
);

test.each([
  ['denied', 'GitHub says that you did not agree'],
  ['state', 'The way back did not fit the way there'],
  ['provider-down', 'GitHub does not answer'],
  ['unknown-account', 'is nobody\'s here'],
  ['taken', 'is connected to somebody else here'],
  ['not-configured', 'GitHub is not set up here'],
  ['unavailable', 'could not keep what came back'],
  ['refused', 'GitHub refused'],
])('whoever comes back without is told why: %s', async (word, expected) => {
  await comeBack(`?problem=${word}&provider=github`, { state: 'not-connected' });
  const texts = screen.getAllByRole('status').map(({ textContent }) => textContent).join();
  expect(texts).toContain(expected);
  // And can go there again.
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Connect GitHub' }).disabled).toBe(false);
});

test('a provider that is none is not named as the address names it', async () => {
  await comeBack('?problem=denied&provider=%3Cimg%3E', { state: 'not-connected' });
  expect(told()).toContain('The provider says that you did not agree');
});
