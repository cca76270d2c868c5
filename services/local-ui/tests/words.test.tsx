import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { SecretState } from '../src/api/model';
import { StateChip } from '../src/components/StateChip';
import { ago } from '../src/secrets/ago';
import { secret } from './sample';

test.each<[SecretState, boolean, string, string]>([
  ['found', true, 'Found', 'tone-found'],
  ['found', false, 'Found', 'tone-found'],
  ['placeholder', true, 'Placeholder', 'tone-placeholder'],
  ['placeholder', false, 'Placeholder, optional', 'tone-optional'],
  ['missing', true, 'Missing', 'tone-missing'],
  ['missing', false, 'Missing, optional', 'tone-optional'],
  ['unavailable', false, 'Unavailable', 'tone-unavailable'],
  ['denied', true, 'Denied', 'tone-denied'],
  ['ambiguous', true, 'Ambiguous', 'tone-ambiguous'],
])('%s (required: %s) reads "%s"', (state, required, text, tone) => {
  const { container } = render(<StateChip secret={secret('KEY', { state, required })} />);
  expect(container.textContent).toBe(text);
  expect(container.firstElementChild!.classList.contains(tone)).toBe(true);
});

const minute = 60_000;

test.each([
  [-5 * minute, 'just now'],
  [59_999, 'just now'],
  [minute, '1 minute ago'],
  [59 * minute, '59 minutes ago'],
  [60 * minute, '1 hour ago'],
  [24 * 60 * minute, 'yesterday'],
  [9 * 24 * 60 * minute, '9 days ago'],
  [70 * 24 * 60 * minute, '2 months ago'],
])('%d ms reads "%s"', (elapsed, text) => {
  expect(ago(0, elapsed)).toBe(text);
});
