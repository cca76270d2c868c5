import { fireEvent, render, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { App } from '../src/App';
import { Root } from '../src/Root';
import '../src/pages/secrets/SecretsPage';
import { pass } from './engine';
import { send } from './FakeEventSource';
import { overview } from './sample';

export function open(signIn?: Promise<string | null>): void {
  render(<StrictMode><Root env="test"><App signIn={signIn} /></Root></StrictMode>);
}

export async function openLive(document: unknown = overview()): Promise<void> {
  open();
  await live(document);
}

/** The page of an address comes once somebody is known to be in. */
export async function live(document: unknown = overview()): Promise<void> {
  await send(document);
  await pass(0);
}

export function rowKeys(): string[] {
  return screen.queryAllByRole('rowheader').map((header) => within(header).getByRole('button').textContent);
}

export function rowOf(key: string): HTMLElement {
  const row = screen.getByRole('button', { name: key }).closest('tr');
  if (!row) throw new Error(`${key} stands in no row`);
  return row;
}

export function connection(): string | null {
  return screen.getByLabelText(/^Connection:/).textContent;
}

export function typeFilter(text: string): void {
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
}

export function toggleState(name: RegExp): void {
  const group = screen.getByRole('group', { name: 'States shown' });
  fireEvent.click(within(group).getByRole('button', { name }));
}

export function tile(label: string): string | null {
  const summary = screen.getByLabelText('Summary');
  return within(summary).getByText(label).parentElement!.textContent;
}
