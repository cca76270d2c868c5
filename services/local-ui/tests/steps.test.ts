import { expect, test } from 'vitest';
import type { Run } from '../src/api/rotations';
import type { Step } from '../src/pages/rotations/rotations';
import { milestones } from '../src/pages/rotations/steps';
import { isOverdue } from '../src/api/rotations';
import { periodOf, tally } from '../src/pages/rotations/words';
import { plan, run } from './rotationSample';

const step = (name: string, problem: string | null = null): Step => ({ step: name, startedAt: '2026-11-24T15:00:00Z', endedAt: '2026-11-24T15:00:01Z', problem });
const line = (of: Run, steps: Step[]) => milestones(of, steps).map(({ step: name, state }) => `${name} ${state}`);

test('a run that waits in its overlap has done five steps and waits for the last', () => {
  const of = run({ state: 'overlap', step: 'retire', notBefore: '2026-12-01T00:00:00Z' });
  expect(line(of, ['prove', 'create', 'set', 'test', 'finish'].map((name) => step(name)))).toEqual(['prove done', 'create done', 'set done', 'test done', 'finish done', 'retire waiting']);
});

test('a step that failed and is tried again says why, and is where the run is', () => {
  const of = run({ step: 'set', attempts: 2 });
  const line_ = milestones(of, [step('prove'), step('create'), step('set', 'no answer'), step('set', 'refused')]);
  expect(line_[2]).toMatchObject({ state: 'current', problems: ['no answer', 'refused'] });
  expect(line_.slice(3).every(({ state }) => state === 'to-come')).toBe(true);
});

test('a run that was taken back ends with the way back, and promises nothing of the way forth', () => {
  const of = run({ state: 'rolled-back', step: 'roll-back', endedAt: '2026-11-24T15:10:00Z' });
  expect(line(of, [step('prove'), step('create'), step('roll-back')])).toEqual(['prove done', 'create done', 'roll-back done']);
});

test('a run that failed at once shows the step that failed', () => {
  const of = run({ state: 'failed', step: 'prove', endedAt: '2026-11-24T15:10:00Z' });
  expect(line(of, [step('prove', 'too short')])[0]).toBe('prove failed');
});

test('what is due is due by its state or by the clock', () => {
  const now = Date.parse('2026-11-24T16:00:00Z');
  expect(isOverdue(plan({ state: 'due' }), now)).toBe(true);
  expect(isOverdue(plan({ state: 'scheduled', nextAt: '2026-11-24T15:59:00Z' }), now)).toBe(true);
  expect(isOverdue(plan({ state: 'scheduled', nextAt: '2026-11-25T00:00:00Z' }), now)).toBe(false);
  expect(tally([plan({ failures: 1 }), plan({ state: 'needs-person', run: 'id' }), plan({ rotator: null }), plan({ every: '90d' })], now)).toEqual({ due: 0, underWay: 1, attention: 2, scheduled: 1, byHand: 1 });
});

test.each([['90d', '90 days'], ['1h', '1 hour'], ['30m', '30 minutes'], ['whenever', 'whenever']])('%s reads %s', (text, words) => expect(periodOf(text)).toBe(words));
