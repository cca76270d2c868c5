import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { answer, down, json, pass, requested } from './engine';
import { send } from './FakeEventSource';
import { openLive, rowOf } from './page';
import { overview, sampleCascade, sampleSecrets } from './sample';

const cascadeUrl = '/api/v1/secrets/AOSENTRY_API_KEY';

beforeEach(() => {
  answer(cascadeUrl, json(sampleCascade));
  answer('/api/v1/dependencies/AOSENTRY_API_KEY', json({ services: [] }));
});

async function openDetails(): Promise<HTMLElement> {
  await openLive();
  fireEvent.click(rowOf('AOSENTRY_API_KEY'));
  await pass(0);
  return screen.getByRole('dialog', { name: 'AOSENTRY_API_KEY' });
}

test('no panel is open at first, and no cascade asked for', async () => {
  await openLive();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(requested).not.toContain(cascadeUrl);
});

test('a row opens its panel with every source in the order asked', async () => {
  const panel = await openDetails();
  const steps = within(panel).getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(steps).toEqual([
    '1Passwordnot configuredOP_CONNECT_TOKEN is not setRemedy Set OP_CONNECT_TOKEN.',
    '.envempty.env:31',
    'EnvironmentfoundwinsAOSENTRY_API_KEY of the process',
  ]);
});

test('exactly the winner is marked', async () => {
  const panel = await openDetails();
  const marked = within(panel).getAllByRole('listitem').map((step) => step.getAttribute('aria-current'));
  expect(marked).toEqual([null, null, 'true']);
});

test('without a winner it says so', async () => {
  answer(cascadeUrl, json({ ...sampleCascade, winner: null }));
  const panel = await openDetails();
  expect(panel.textContent).toContain('No source had it.');
  expect(within(panel).queryByText('wins')).toBeNull();
});

test('the row is a real button, so Enter and Space work; the focus goes in and comes back', async () => {
  await openLive();
  const button = screen.getByRole('button', { name: 'AOSENTRY_API_KEY' });
  button.focus();
  fireEvent.click(button);
  await pass(0);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await pass(100);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('the close button closes', async () => {
  const panel = await openDetails();
  fireEvent.click(within(panel).getByRole('button', { name: /^Close/ }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a change in the table asks for the cascade again', async () => {
  const panel = await openDetails();
  answer(cascadeUrl, json({ ...sampleCascade, winner: '.env' }));
  await send(overview());
  await pass(0);
  expect(within(panel).getByText('wins').closest('li')!.textContent).toContain('.env');
});

test('an engine that fails keeps the last cascade and says what was tried', async () => {
  const panel = await openDetails();
  answer(cascadeUrl, down);
  await send(overview());
  await pass(5_000);
  expect(within(panel).getByRole('alert').textContent).toContain(`GET ${cascadeUrl} was answered with 502`);
  expect(within(panel).getAllByRole('listitem')).toHaveLength(3);
});

test('a secret that leaves the catalog takes its panel along', async () => {
  await openDetails();
  await send(overview(sampleSecrets.slice(1)));
  expect(screen.queryByRole('dialog')).toBeNull();
});
