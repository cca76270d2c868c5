import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { secretsUrl } from '../src/api/client';
import { answer, json, pass } from './engine';
import { breakStream } from './FakeEventSource';
import { openLive, rowKeys, rowOf, typeFilter } from './page';
import { overview, sampleCascade, secret } from './sample';

const leaks = { value: 'CANARY', secretValue: 'CANARY', raw: { value: 'CANARY' } };

const leakingOverview = {
  ...overview([{ ...secret('AOSENTRY_API_KEY'), ...leaks }]),
  ...leaks,
  onePassword: { configured: true, detail: null, ...leaks },
};

const leakingCascade = {
  ...sampleCascade,
  ...leaks,
  steps: sampleCascade.steps.map((step) => ({ ...step, ...leaks })),
};

const everythingRendered = () => document.documentElement.outerHTML;

test('a value in the documents never reaches the page', async () => {
  answer('/api/v1/secrets/AOSENTRY_API_KEY', json(leakingCascade));
  await openLive(leakingOverview);
  fireEvent.click(rowOf('AOSENTRY_API_KEY'));
  await pass(0);
  expect(everythingRendered()).toContain('OP_CONNECT_TOKEN is not set');
  expect(everythingRendered()).not.toContain('CANARY');
});

test('nor can it be found by the filter', async () => {
  await openLive(leakingOverview);
  typeFilter('canary');
  expect(rowKeys()).toEqual([]);
});

test('a value in the place of a reference is not shown', async () => {
  answer('/api/v1/secrets/AOSENTRY_API_KEY', json({ ...sampleCascade, reference: 'CANARY' }));
  await openLive(overview([secret('AOSENTRY_API_KEY', { reference: 'CANARY' })]));
  fireEvent.click(rowOf('AOSENTRY_API_KEY'));
  await pass(0);
  expect(everythingRendered()).not.toContain('CANARY');
});

test('nor does it come out of an error answer or an unreadable document', async () => {
  await openLive();
  answer(secretsUrl, json({ secrets: [leaks], mode: 'local', environment: 'x', onePassword: {}, ...leaks }));
  await breakStream();
  expect(screen.getByRole('alert').textContent).toContain("'key' is no text");
  expect(everythingRendered()).not.toContain('CANARY');
});
