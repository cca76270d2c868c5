import { configure, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from '../src/api/queryClient';
import OpenPage from '../src/pages/shares/OpenPage';
import SharePage from '../src/pages/shares/SharePage';
import { sharesUrl } from '../src/pages/shares/shares';
import { Root } from '../src/Root';
import { answer, json, requested, sent } from './engine';

const id = '01938f5e-0000-7000-8000-000000000001';
const openUrl = `${sharesUrl}/${id}/open`;
const listUrl = `${sharesUrl}?ended=true`;
const canary = 'c4n4ry "of" ünder\nshared lines';
const passphrase = 'c4n4ry passphrase';
const problem = 'application/problem+json';

const link = {
  id, secret: null, state: 'open', views: 2, opened: 0, hasPassphrase: false, wrongPassphrases: 0, createdAt: '2026-11-24T16:00:00Z', expiresAt: '2026-11-25T16:00:00Z',
};

// WebCrypto takes the time that it takes, and more of it on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 60_000 });
beforeEach(() => void vi.useRealTimers());

function replaced(): string[] {
  return vi.mocked(history.replaceState).mock.calls.map(([, , url]) => String(url));
}

function openPage(hash: string, path = `/s/${id}`): void {
  vi.spyOn(history, 'replaceState').mockReset();
  render(<Root env="test"><OpenPage location={{ pathname: path, hash } as Location} history={history} /></Root>);
}

const signedOut = vi.fn();

function renderShare() {
  return render(<Root env="test"><QueryClientProvider client={createQueryClient(signedOut)}><SharePage /></QueryClientProvider></Root>);
}

function write(label: string, text: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const submit = (name: string) => fireEvent.submit(screen.getByRole('button', { name }).closest('form')!);

async function make(withPassphrase: boolean): Promise<string> {
  answer(listUrl, json([link]));
  answer(sharesUrl, json({ ...link, hasPassphrase: withPassphrase }, 201));
  const page = renderShare();
  write('What is shared', canary);
  write('Can be opened', '2');
  if (withPassphrase) write('Passphrase, if you like', passphrase);
  submit('Make the link');
  const url = (await screen.findByLabelText<HTMLInputElement>('The link')).value;
  page.unmount();
  return url;
}

test.each([false, true])('what one page shares the other shows, and nothing that is sent would open it (with a passphrase: %s)', async (withPassphrase) => {
  const url = await make(withPassphrase);
  expect(url).toMatch(new RegExp(`^${window.location.origin}/s/${id}#[\\w-]{44}$`));
  const made = JSON.parse(sent(sharesUrl)!) as { content: string; views: number; ttlSeconds: number; passphraseHash: string | null };
  expect([made.views, made.ttlSeconds, made.passphraseHash !== null]).toEqual([2, 86_400, withPassphrase]);

  answer(openUrl, json({ content: made.content, viewsLeft: 1 }));
  openPage(new URL(url).hash);
  expect(requested).not.toContain(openUrl);
  if (withPassphrase) write('Passphrase', passphrase);
  submit('Show what is shared');
  await screen.findByText((_, element) => element?.tagName === 'PRE' && element.textContent === canary);
  expect(document.body.textContent).toContain('opened once more');
  expect(replaced()).toEqual([`/s/${id}`]);
  const fragment = new URL(url).hash.slice(1);
  for (const body of [...requested, sent(sharesUrl)!, sent(openUrl)!])
    for (const secret of ['c4n4ry', btoa('c4n4ry'), fragment, fragment.slice(2)]) expect(body).not.toContain(secret);
});

test('what was shared is on the page no more when its link is', async () => {
  answer(listUrl, json([link]));
  answer(sharesUrl, json(link, 201));
  renderShare();
  write('What is shared', canary);
  submit('Make the link');
  await screen.findByLabelText('The link');
  expect(document.documentElement.outerHTML).not.toContain('c4n4ry');
  press('Share another');
  expect(screen.getByLabelText<HTMLTextAreaElement>('What is shared').value).toBe('');
  expect(screen.queryByLabelText('The link')).toBeNull();
});

test.each([
  ['used-up', 410, 'This link was opened as often as it could be.'],
  ['revoked', 410, 'This link was revoked.'],
  ['none', 404, 'There is no such link.'],
])('a link that has ended says how, and is not tried again: %s', async (outcome, status, detail) => {
  const url = await make(false);
  answer(openUrl, json({ outcome, detail }, status, problem));
  openPage(new URL(url).hash);
  submit('Show what is shared');
  expect((await screen.findByRole('alert')).textContent).toBe(detail);
  expect(screen.queryByRole('button', { name: 'Show what is shared' })).toBeNull();
});

test('a wrong passphrase is told, and another can be tried', async () => {
  const url = await make(true);
  answer(openUrl, json({ outcome: 'wrong', detail: 'The passphrase is another. 9 more can be tried.', attemptsLeft: 9 }, 403, problem));
  openPage(new URL(url).hash);
  write('Passphrase', 'another one');
  submit('Show what is shared');
  expect((await screen.findByRole('alert')).textContent).toContain('9 more');
  expect(replaced()).toEqual([]);
  const { content } = JSON.parse(sent(sharesUrl)!) as { content: string };
  answer(openUrl, json({ content, viewsLeft: 0 }));
  write('Passphrase', passphrase);
  submit('Show what is shared');
  await screen.findByText(/That was its last view/);
});

test('what was altered is not shown', async () => {
  const url = await make(false);
  const { content } = JSON.parse(sent(sharesUrl)!) as { content: string };
  answer(openUrl, json({ content: (content.startsWith('A') ? 'B' : 'A') + content.slice(1), viewsLeft: 0 }));
  openPage(new URL(url).hash);
  submit('Show what is shared');
  expect((await screen.findByRole('alert')).textContent).toContain('does not open');
  expect(document.querySelector('pre')).toBeNull();
});

test.each([['', `/s/${id}`], ['#AQ', `/s/${id}`], [`#${'AQ'.padEnd(44, 'x')}`, '/s/other']])('a link that is not whole says so, and asks for nothing: %s', (hash, path) => {
  openPage(hash, path);
  expect(screen.getByRole('heading', { name: 'This link is not whole' })).toBeTruthy();
  expect(requested).toEqual([]);
});

test('links are listed and revoked, and whoever is not signed in is asked to', async () => {
  answer(listUrl, json([{ ...link, secret: 'A_KEY' }, { ...link, id: id.replace(/1$/, '2'), state: 'locked', wrongPassphrases: 10, hasPassphrase: true }]));
  answer(`${sharesUrl}/${id}`, json({}));
  const page = renderShare();
  await screen.findByText('A_KEY');
  expect(screen.getAllByRole('listitem').map((item) => item.querySelector('.tone')!.textContent)).toEqual(['Open', 'Locked']);
  answer(listUrl, json([{ ...link, secret: 'A_KEY', state: 'revoked' }]));
  press('Revoke A_KEY');
  await screen.findByText('Revoked');
  expect(requested).toContain(`${sharesUrl}/${id}`);
  page.unmount();

  answer(listUrl, json({ title: 'Not signed in' }, 401, problem));
  renderShare();
  await vi.waitFor(() => expect(signedOut).toHaveBeenCalled());
});
