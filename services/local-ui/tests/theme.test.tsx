import { cleanup, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { pass } from './engine';
import { open } from './page';

const chosen = () => screen.getAllByRole<HTMLInputElement>('radio').find(({ checked }) => checked)?.value;

async function openMenu(): Promise<void> {
  open();
  fireEvent.click(screen.getByRole('button', { name: 'Settings of this page' }));
  await pass(0);
}

test('it follows the system until somebody chooses, and remembers the choice', async () => {
  await openMenu();
  expect(chosen()).toBe('auto');
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(document.documentElement.dataset.mantineColorScheme).toBe('dark');
  cleanup();
  await openMenu();
  expect(chosen()).toBe('dark');
});
