import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../src/pages/settings/SettingsPage';
import { answer, json, requested, sent, settle } from './engine';
import { openLive } from './page';

const canary = 'dfk_c4n4ry';
const key = { id: '7', name: 'terminal', prefix: 'dfk_abcd', createdAt: '2026-11-24T15:00:00Z', expiresAt: '2027-11-24T15:00:00Z', lastUsedAt: null, revokedAt: null };
const ben = { id: '2', name: 'ben', displayName: '<img src=x onerror=alert(1)>', role: 'member', createdAt: '2026-11-24T15:00:00Z', erasedAt: null };

async function openSettings(address: string, role = 'admin'): Promise<void> {
  history.replaceState(null, '', address);
  answer('/api/v1/me', json({ principal: 'user:1', role, name: 'anna', displayName: null }));
  answer('/api/v1/users', json([ben]));
  await openLive();
  await settle();
}

test('a key is shown once, and is nowhere when it is forgotten', async () => {
  answer('/api/v1/me/api-keys', json([]));
  await openSettings('/settings/keys');
  fireEvent.change(screen.getByLabelText('What it is for'), { target: { value: 'terminal' } });
  answer('/api/v1/me/api-keys', json({ apiKey: key, key: canary }));
  fireEvent.submit(screen.getByRole('button', { name: 'Issue the key' }).closest('form')!);
  await settle();
  expect(JSON.parse(sent('/api/v1/me/api-keys')!)).toEqual({ name: 'terminal', expiresAt: expect.stringMatching(/^2027-02-22T16:00/) });
  expect(screen.getByLabelText<HTMLInputElement>('The key').value).toBe(canary);
  fireEvent.click(screen.getByRole('button', { name: 'Done, forget it' }));
  expect(document.documentElement.outerHTML).not.toContain(canary);
});

test('a member finds the own settings, and is told kindly of what is for admins', async () => {
  await openSettings('/settings/people', 'member');
  expect(screen.getByRole('heading', { name: 'This page is for admins' })).toBeTruthy();
  expect(requested).not.toContain('/api/v1/users');
});

test('nobody is erased whose name was not written', async () => {
  answer('/api/v1/users/2/api-keys', json([key]));
  await openSettings('/settings/people');
  fireEvent.click(screen.getByRole('button', { name: ben.displayName }));
  await settle();
  fireEvent.click(screen.getByRole('button', { name: 'Erase this person' }));
  const dialog = screen.getByRole('dialog', { name: 'Erase ben' });
  const erase = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Erase for good' });
  expect(erase.disabled).toBe(true);
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'ben' } });
  answer('/api/v1/users/2', json({ dataKeys: 1 }));
  fireEvent.click(erase);
  await settle();
  expect(requested).toContain('/api/v1/users/2');
});

test('sessions are listed, and whoever ends them all is out here too', async () => {
  answer('/api/v1/me/sessions', json([{ id: '1', createdAt: ben.createdAt, expiresAt: key.expiresAt, lastUsedAt: null, isCurrent: true }]));
  await openSettings('/settings/sessions');
  expect(screen.getByRole('list', { name: 'Sessions' }).textContent).toContain('This browser');
  fireEvent.click(screen.getByRole('button', { name: 'Sign out everywhere' }));
  answer('/api/v1/me/sessions', () => new Response(null, { status: 204 }));
  answer('/api/v1/tokens/session', () => new Response(null, { status: 204 }));
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await settle();
  expect(requested).toContain('/api/v1/tokens/session');
  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeTruthy();
});

test('how far wrapping anew is stands beside the keys', async () => {
  const vault = { keys: [{ id: 'local:1', kind: 'local', state: 'active', dataKeys: 3, createdAt: ben.createdAt, changedAt: ben.createdAt }, { id: 'local:0', kind: 'local', state: 'retiring', dataKeys: 1, createdAt: ben.createdAt, changedAt: ben.createdAt }], rewrap: { running: true, wrapped: 3, refused: 0, problem: null }, problem: null };
  answer('/api/v1/vault/keys', json(vault));
  await openSettings('/settings/vault');
  expect(document.body.textContent).toContain('3 of 4 data keys are wrapped by the key in force; the rest is being done.');
});
