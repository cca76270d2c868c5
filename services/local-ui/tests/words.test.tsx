import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Root } from '../src/Root';
import type { SecretState } from '../src/api/model';
import { StateChip } from '../src/pages/secrets/StateChip';
import { relative } from '../src/words/relative';
import { secret } from './sample';

test.each<[SecretState, boolean, string, string]>([
  ['found', true, 'Found', 'tone-good'],
  ['found', false, 'Found', 'tone-good'],
  ['placeholder', true, 'Placeholder', 'tone-warning'],
  ['placeholder', false, 'Placeholder, optional', 'tone-quiet'],
  ['missing', true, 'Missing', 'tone-bad'],
  ['missing', false, 'Missing, optional', 'tone-quiet'],
  ['unavailable', false, 'Unavailable', 'tone-warning'],
  ['denied', true, 'Denied', 'tone-bad'],
  ['ambiguous', true, 'Ambiguous', 'tone-bad'],
])('%s (required: %s) reads "%s"', (state, required, text, tone) => {
  const { container } = render(<Root env="test"><StateChip secret={secret('KEY', { state, required })} /></Root>);
  expect(container.querySelector('.tone')!.textContent).toBe(text);
  expect(container.querySelector('.tone')!.classList.contains(tone)).toBe(true);
});

const minute = 60_000;

test.each([
  [-5 * minute, 'in 5 minutes'],
  [-48 * 60 * minute, 'in 2 days'],
  [-59_999, 'in less than a minute'],
  [0, 'just now'],
  [59_999, 'just now'],
  [minute, '1 minute ago'],
  [59 * minute, '59 minutes ago'],
  [60 * minute, '1 hour ago'],
  [24 * 60 * minute, 'yesterday'],
  [9 * 24 * 60 * minute, '9 days ago'],
  [70 * 24 * 60 * minute, '2 months ago'],
])('%d ms reads "%s"', (elapsed, text) => {
  expect(relative(0, elapsed)).toBe(text);
});
