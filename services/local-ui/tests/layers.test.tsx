import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { useAction } from '../src/api/useAction';
import { Confirm } from '../src/components/Confirm';
import { SidePanel } from '../src/components/SidePanel';
import { Root } from '../src/Root';
import { settle } from './engine';

const canary = 'c4n4ry-typed';
const queries = new QueryClient();
const kept = () => JSON.stringify(queries.getMutationCache().getAll().map(({ state }) => state));
let act: (typed: string) => Promise<string>;

function Sample() {
  const [outer, setOuter] = useState(true);
  const [inner, setInner] = useState(true);
  const doing = useAction((typed: string) => act(typed), []);
  return (
    <>
      <SidePanel opened={outer} onClose={() => setOuter(false)} title="Outer"><button type="button" onClick={() => setInner(true)}>Ask</button></SidePanel>
      <Confirm opened={inner} title="Inner" action="Do it" doing={doing} onConfirm={() => doing.mutate(canary)} onClose={() => setInner(false)}>Really?</Confirm>
    </>
  );
}

async function open(): Promise<void> {
  render(<Root env="test"><QueryClientProvider client={queries}><Sample /></QueryClientProvider></Root>);
  await settle();
}

const opened = () => screen.queryAllByRole('dialog').map((dialog) => dialog.getAttribute('aria-labelledby') && document.getElementById(dialog.getAttribute('aria-labelledby')!)!.textContent);

test('Escape closes what is on top, one after the other', async () => {
  await open();
  expect(opened()).toEqual(['Outer', 'Inner']);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await settle();
  expect(opened()).toEqual(['Outer']);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await settle();
  expect(opened()).toEqual([]);
});

test('what was typed is kept no longer than it takes, and what went wrong no longer than it is read', async () => {
  act = () => Promise.reject(new Error('It was refused.'));
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }));
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('It was refused.');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await settle();
  expect(kept()).not.toContain(canary);
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }));
  await settle();
  expect(screen.queryByRole('alert')).toBeNull();

  let was = '';
  act = async () => (was = kept());
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }));
  await settle();
  expect(was).toContain(canary);
  expect(kept()).not.toContain(canary);
});
