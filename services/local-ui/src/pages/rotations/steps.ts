import type { Run } from '../../api/rotations';
import type { Step } from './rotations';

const forth = ['prove', 'create', 'set', 'test', 'finish', 'retire'];

export interface Milestone {
  step: string;
  state: 'done' | 'current' | 'failed' | 'waiting' | 'to-come';
  at: string | null;
  /** What went wrong, in the order of the attempts. */
  problems: string[];
}

/** A run from its begin to its end: what was done, what it is at, and what is to come. */
export function milestones(run: Run, steps: Step[]): Milestone[] {
  const isBack = run.step === 'roll-back' || steps.some(({ step }) => step === 'roll-back');
  // On the way back nothing is to come of the way forth.
  const reached = forth.filter((step) => !isBack || steps.some((one) => one.step === step));
  return [...reached, ...(isBack ? ['roll-back'] : [])].map((step) => {
    const tries = steps.filter((one) => one.step === step);
    const done = tries.findLast(({ problem }) => problem === null);
    return { step, state: stateOf(step, done !== undefined, tries.length > 0, run), at: (done ?? tries.at(-1))?.endedAt ?? null, problems: tries.flatMap(({ problem }) => problem ?? []) };
  });
}

function stateOf(step: string, isDone: boolean, isTried: boolean, run: Run): Milestone['state'] {
  if (isDone) return 'done';
  const isHere = run.step === step;
  if (run.endedAt !== null || !isHere) return isTried ? 'failed' : 'to-come';
  if (run.state === 'needs-person') return 'failed';
  return run.notBefore ? 'waiting' : 'current';
}
