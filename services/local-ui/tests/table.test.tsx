import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { send } from './FakeEventSource';
import { pass } from './engine';
import { open, openLive, rowKeys, rowOf, tile } from './page';
import { overview, sampleSecrets, secret } from './sample';

test('a page without an answer yet is busy', () => {
  open();
  expect(screen.getByText('Loading the platform').closest('[aria-busy=true]')).not.toBeNull();
  expect(screen.queryByRole('table')).toBeNull();
});

test('every secret is a row, in the order of the document', async () => {
  await openLive();
  expect(rowKeys()).toEqual(['AOSENTRY_API_KEY', 'JWT_SECRET', 'GITHUB_CLIENT_SECRET', 'QDRANT_API_KEY', 'DATABASE_URL']);
});

test('a row says path, tier, state, source, place, reference, users and age', async () => {
  await openLive();
  const cells = within(rowOf('AOSENTRY_API_KEY')).getAllByRole('cell').map(({ textContent }) => textContent);
  expect(rowOf('AOSENTRY_API_KEY').textContent).toContain('llm.aosentry.api_key');
  expect(cells).toEqual([
    'system', 'Placeholder', '.env.env:31', 'op://DevFlow/AOSentry/api_key', 'knowledge-hubmcp-gateway', '3 hours ago',
  ]);
});

test('an absent source, reference or date is a dash with a spoken word', async () => {
  await openLive();
  const cells = within(rowOf('JWT_SECRET')).getAllByRole('cell').map(({ textContent }) => textContent);
  expect(cells[2]).toBe('–noneno source has it');
  expect(cells[3]).toBe('–none');
  expect(cells[5]).toBe('–none');
});

test('the table has named column headers', async () => {
  await openLive();
  const headers = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(headers).toEqual(['Secret', 'Tier', 'State', 'Source', 'Reference', 'Used by', 'Since']);
});

test('mode and environment stand in the header', async () => {
  await openLive();
  expect(screen.getByRole('banner').textContent).toContain('local · development');
});

test('the tiles count', async () => {
  await openLive();
  expect(tile('Found')).toBe('Found2of 5 in the catalog');
  expect(tile('Placeholder')).toBe('Placeholder1still the example text');
  expect(tile('Missing')).toBe('Missing21 required in local mode');
  expect(tile('From 1Password')).toBe('From 1Password50 %OP_CONNECT_TOKEN is not set');
});

test('a change arrives without a reload', async () => {
  await openLive();
  await send(overview([...sampleSecrets, secret('SESSION_SECRET')]));
  expect(rowKeys()).toContain('SESSION_SECRET');
  expect(tile('Found')).toContain('3of 6');
});

test('the age grows while nothing else happens', async () => {
  await openLive();
  await pass(60 * 60 * 1_000);
  expect(rowOf('DATABASE_URL').textContent).toContain('4 hours ago');
});

test('an empty catalog says how it is filled', async () => {
  await openLive(overview([]));
  expect(screen.getByText(/config\/secrets\.yaml/)).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});
