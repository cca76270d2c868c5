import { cleanup, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { secretsUrl, streamUrl } from '../src/api/client';
import { answer, down, json, pass, requested } from './engine';
import { breakStream, FakeEventSource, send, theStream } from './FakeEventSource';
import { connection, live, open, openLive, rowKeys } from './page';
import { overview, sampleSecrets } from './sample';

const isStale = () => screen.queryByText('last known') !== null;

test('one stream is open, in strict mode too', () => {
  open();
  expect(theStream().url).toBe(streamUrl);
  expect(connection()).toBe('Connecting');
});

test('the first document makes it live', async () => {
  await openLive();
  expect(connection()).toBe('Live');
  expect(isStale()).toBe(false);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an engine that goes away leaves the last known rows, marked stale, with what was tried', async () => {
  await openLive();
  answer(secretsUrl, down);
  await breakStream();
  expect(connection()).toBe('Engine not reachable');
  expect(rowKeys()).toHaveLength(5);
  expect(isStale()).toBe(true);
  const alert = screen.getByRole('alert').textContent;
  expect(alert).toContain('GET /api/v1/secrets was answered with 502');
  expect(alert).toContain('http://localhost:8181 is not answering (ECONNREFUSED)');
});

test('while the reason is being found out it is reconnecting', async () => {
  await openLive();
  answer(secretsUrl, () => new Promise(() => {}));
  await breakStream();
  expect(connection()).toBe('Reconnecting');
  await pass(5_000);
  expect(connection()).toBe('Engine not reachable');
  expect(screen.getByRole('alert').textContent).toContain('got no answer within 5 s');
});

test('an engine whose stream alone fails keeps the rows fresh', async () => {
  await openLive();
  answer(secretsUrl, json(overview(sampleSecrets.slice(0, 2))));
  await breakStream();
  expect(connection()).toBe('Reconnecting');
  expect(rowKeys()).toEqual(['AOSENTRY_API_KEY', 'JWT_SECRET']);
  expect(isStale()).toBe(false);
});

test('it reconnects after a second and is live again with the next document', async () => {
  await openLive();
  answer(secretsUrl, down);
  await breakStream();
  expect(FakeEventSource.open).toHaveLength(0);
  await pass(999);
  expect(FakeEventSource.open).toHaveLength(0);
  await pass(1);
  await send(overview());
  expect(connection()).toBe('Live');
  expect(isStale()).toBe(false);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('it backs off: 1, 2, 4, 8, 16, 30, 30 seconds; success starts over', async () => {
  await openLive();
  answer(secretsUrl, down);
  for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
    await breakStream();
    await pass(seconds * 1_000 - 1);
    expect(FakeEventSource.open).toHaveLength(0);
    await pass(1);
    expect(FakeEventSource.open).toHaveLength(1);
  }
  await send(overview());
  await breakStream();
  await pass(1_000);
  expect(FakeEventSource.open).toHaveLength(1);
});

test('an engine that was never there is an error page that fills by itself', async () => {
  open();
  answer(secretsUrl, down);
  await breakStream();
  expect(screen.getByText('The Workflow Engine does not answer')).toBeTruthy();
  expect(screen.getByText(/Next try in 1 s · 1 failed so far/)).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
  await pass(1_000);
  await live();
  expect(rowKeys()).toHaveLength(5);
});

test('nobody has to wait for the next try', async () => {
  open();
  await breakStream();
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  expect(theStream().url).toBe(streamUrl);
  await pass(1_000);
  expect(FakeEventSource.open).toHaveLength(1);
});

test('a stream that opens and says nothing is given up after ten seconds', async () => {
  open();
  answer(secretsUrl, json(overview()));
  await pass(9_999);
  expect(requested).toEqual([]);
  await pass(1);
  expect(screen.getByRole('alert').textContent).toContain('stayed silent');
  expect(rowKeys()).toHaveLength(5);
});

test.each([
  ['no JSON', '<html>', 'was no JSON'],
  ['no document', '[]', 'could not be read'],
  ['an unknown state', overview([{ ...sampleSecrets[0]!, state: 'lost' as 'found' }]), "'state' is none of found"],
])('a stream that carries %s keeps the last known rows', async (_, document, complaint) => {
  await openLive();
  answer(secretsUrl, json(overview()));
  await send(document);
  expect(rowKeys()).toHaveLength(5);
  expect(screen.getByRole('alert').textContent).toContain(complaint);
});

test('leaving the page closes the stream and stops retrying', async () => {
  await openLive();
  cleanup();
  expect(FakeEventSource.open).toHaveLength(0);
  open();
  await breakStream();
  cleanup();
  await pass(60_000);
  expect(FakeEventSource.open).toHaveLength(0);
});
