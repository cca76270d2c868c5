import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openLive, rowKeys, toggleState, typeFilter } from './page';

test.each([
  ['jwt', ['JWT_SECRET']],
  ['LLM.aosentry', ['AOSENTRY_API_KEY']],
  ['1password', ['GITHUB_CLIENT_SECRET']],
  ['mcp-gateway', ['AOSENTRY_API_KEY']],
  ['gateway key', ['AOSENTRY_API_KEY']],
  ['api key qdrant', ['QDRANT_API_KEY']],
])('"%s" finds %j', async (text, keys) => {
  await openLive();
  typeFilter(text);
  expect(rowKeys()).toEqual(keys);
});

test('the number of rows shown is told', async () => {
  await openLive();
  expect(screen.getByText('5 secrets')).toBeTruthy();
  typeFilter('jwt');
  expect(screen.getByText('1 of 5 secrets')).toBeTruthy();
});

test('states add up, and a second press lets go', async () => {
  await openLive();
  toggleState(/^Missing/);
  expect(rowKeys()).toEqual(['JWT_SECRET', 'QDRANT_API_KEY']);
  toggleState(/^Placeholder/);
  expect(rowKeys()).toEqual(['AOSENTRY_API_KEY', 'JWT_SECRET', 'QDRANT_API_KEY']);
  toggleState(/^Missing/);
  toggleState(/^Placeholder/);
  expect(rowKeys()).toHaveLength(5);
});

test('text and state both have to match', async () => {
  await openLive();
  typeFilter('api_key');
  toggleState(/^Missing/);
  expect(rowKeys()).toEqual(['QDRANT_API_KEY']);
});

test('a filter without a match offers to be cleared', async () => {
  await openLive();
  typeFilter('nothing like this');
  expect(rowKeys()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
  expect(rowKeys()).toHaveLength(5);
});

test('the slash key goes to the filter, unless it is being typed there', async () => {
  await openLive();
  fireEvent.keyDown(document.body, { key: '/' });
  const filter = screen.getByRole('searchbox');
  expect(document.activeElement).toBe(filter);
  expect(fireEvent.keyDown(filter, { key: '/' })).toBe(true);
});
