import { isOverdue, type Plan } from '../../api/rotations';
import type { ToneName } from '../../components/Tone';

/** States of plans and of runs: a plan whose run is under way bears that one's. */
const states: Record<string, { word: string; tone: ToneName }> = {
  'by-hand': { word: 'By hand', tone: 'quiet' },
  'on-demand': { word: 'On demand', tone: 'quiet' },
  scheduled: { word: 'Scheduled', tone: 'good' },
  due: { word: 'Due', tone: 'warning' },
  running: { word: 'Running', tone: 'accent' },
  overlap: { word: 'In overlap', tone: 'accent' },
  'rolling-back': { word: 'Rolling back', tone: 'warning' },
  'needs-person': { word: 'Needs a person', tone: 'bad' },
  finished: { word: 'Finished', tone: 'good' },
  'rolled-back': { word: 'Rolled back', tone: 'warning' },
  failed: { word: 'Failed', tone: 'bad' },
};

export const stateOf = (state: string) => states[state] ?? { word: state, tone: 'quiet' as const };

/** What a state means for whoever looks at a run. */
export const stateMeanings: Record<string, string> = {
  running: 'On its way to the new value. The one of before is in force until it is replaced.',
  overlap: 'The new value is in force. The one of before still works, so that nobody is cut off while the services take up the new one.',
  'rolling-back': 'On its way back to the value of before.',
  'needs-person': 'The value of before works no more, and another one is given to a person alone. Put a new value where the secret lives: the run ends by itself then.',
  finished: 'The new value is in force, and the one of before is retired.',
  'rolled-back': 'The value of before is in force, and the new one is gone.',
  failed: 'It ended before anything was touched.',
};

/** What each step does, and how it reads once it is done. */
export const stepWords: Record<string, { todo: string; done: string }> = {
  prove: { todo: 'Prove that the value in force works', done: 'The value in force works' },
  create: { todo: 'Make a new value', done: 'A new value is made' },
  set: { todo: 'Make the new value valid beside it', done: 'The new value is valid beside it' },
  test: { todo: 'Test the new value', done: 'The new value works' },
  finish: { todo: 'Put the new value in force, and tell every service', done: 'The new value is in force, and every service was told' },
  retire: { todo: 'Retire the value of before', done: 'The value of before is retired' },
  'roll-back': { todo: 'Put the value of before in force again', done: 'The value of before is in force again' },
};

export const reasonWords: Record<string, string> = { schedule: 'by schedule', demand: 'on demand', breach: 'after a breach' };

const units: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** "90d" as people say it. */
export function periodOf(text: string): string {
  const [, count, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  return count && unit ? `${count} ${units[unit]}${count === '1' ? '' : 's'}` : text;
}

export interface Tally {
  due: number;
  underWay: number;
  attention: number;
  scheduled: number;
  byHand: number;
}

export function tally(plans: Plan[], now: number): Tally {
  const count = (matches: (plan: Plan) => boolean) => plans.filter(matches).length;
  return {
    due: count((plan) => isOverdue(plan, now)),
    underWay: count(({ run }) => run !== null),
    attention: count(({ state, failures }) => state === 'needs-person' || failures > 0),
    scheduled: count(({ every }) => every !== null),
    byHand: count(({ rotator }) => rotator === null),
  };
}
