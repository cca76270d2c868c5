import { cleanup, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from './page';

const theme = () => document.documentElement.dataset.theme;

test('it follows the system until somebody chooses, and remembers the choice', () => {
  open();
  expect(theme()).toBe('system');
  fireEvent.click(screen.getByRole('button', { name: 'Dark' }));
  expect(theme()).toBe('dark');
  cleanup();
  open();
  expect(theme()).toBe('dark');
  expect(screen.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('button', { name: 'Auto' }).getAttribute('aria-pressed')).toBe('false');
});
