import { Reader } from './reader';

export const rotationsUrl = '/api/v1/rotations';
export const runsUrl = `${rotationsUrl}/runs`;

/** What is to become of a secret, and when. */
export interface Plan {
  secret: string;
  /** What replaces it; null where that is left to people. */
  rotator: string | null;
  every: string | null;
  window: string | null;
  lastAt: string | null;
  nextAt: string | null;
  state: string;
  run: string | null;
  failures: number;
  problem: string | null;
}

export interface Run {
  id: string;
  secret: string;
  reason: string;
  requestedBy: string;
  rotator: string;
  destination: string | null;
  state: string;
  /** What is done next; of a run that has ended, the last. */
  step: string;
  attempts: number;
  startedAt: string;
  changedAt: string;
  notBefore: string | null;
  endedAt: string | null;
  problem: string | null;
}

// A project's key holds slashes, which the engine takes for what they are.
export const pathOf = (secret: string) => secret.split('/').map(encodeURIComponent).join('/');

/** By the clock here too: a plan may have been read before its time came. */
export const isOverdue = ({ state, nextAt }: Plan, now: number): boolean => state === 'due' || (nextAt !== null && Date.parse(nextAt) <= now);

export function decodePlan(json: unknown): Plan {
  const fields = new Reader(json, 'a plan');
  return {
    secret: fields.text('secret'),
    rotator: fields.optionalText('rotator'),
    every: fields.optionalText('every'),
    window: fields.optionalText('window'),
    lastAt: fields.optionalText('lastAt'),
    nextAt: fields.optionalText('nextAt'),
    state: fields.text('state'),
    run: fields.optionalText('run'),
    failures: fields.number('failures'),
    problem: fields.optionalText('problem'),
  };
}

export function decodeRun(json: unknown): Run {
  const fields = new Reader(json, 'a run');
  return {
    id: fields.text('id'),
    secret: fields.text('secret'),
    reason: fields.text('reason'),
    requestedBy: fields.text('requestedBy'),
    rotator: fields.text('rotator'),
    destination: fields.optionalText('destination'),
    state: fields.text('state'),
    step: fields.text('step'),
    attempts: fields.number('attempts'),
    startedAt: fields.text('startedAt'),
    changedAt: fields.text('changedAt'),
    notBefore: fields.optionalText('notBefore'),
    endedAt: fields.optionalText('endedAt'),
    problem: fields.optionalText('problem'),
  };
}
