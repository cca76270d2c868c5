import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { installEngine } from './engine';
import { FakeEventSource } from './FakeEventSource';

// What is hidden is looked at in a real browser (tests/DevFlow.LocalUi.Tests); to compute it here for each query takes most of the time.
configure({ defaultHidden: true });

beforeEach(() => {
  if (typeof window === 'undefined') return;
  vi.useFakeTimers({ now: new Date('2026-11-24T16:00:00Z') });
  vi.stubGlobal('EventSource', FakeEventSource);
  FakeEventSource.all = [];
  localStorage.clear();
  history.replaceState(null, '', '/secrets');
  installEngine();
});

afterEach(() => {
  if (typeof window === 'undefined') return;
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
