import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { installEngine } from './engine';
import { FakeEventSource } from './FakeEventSource';

beforeEach(() => {
  if (typeof window === 'undefined') return;
  vi.useFakeTimers({ now: new Date('2026-11-24T16:00:00Z') });
  vi.stubGlobal('EventSource', FakeEventSource);
  FakeEventSource.all = [];
  localStorage.clear();
  installEngine();
});

afterEach(() => {
  if (typeof window === 'undefined') return;
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
