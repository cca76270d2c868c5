import { ask } from '../../api/http';
import { askList } from '../../api/list';
import { Reader } from '../../api/reader';

export const rotationsUrl = '/api/v1/rotations';
const runsUrl = `${rotationsUrl}/runs`;

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

/** A step that was done, or tried. */
export interface Step {
  step: string;
  startedAt: string;
  endedAt: string;
  problem: string | null;
}

/** What a rotation would do. */
export interface Preview {
  rotator: string;
  destination: string | null;
  overlap: string;
  isProven: boolean;
  problem: string | null;
}

export interface Dependent {
  service: string;
  state: string;
  lastRead: string | null;
}

// A project's key holds slashes, which the engine takes for what they are.
const pathOf = (secret: string) => secret.split('/').map(encodeURIComponent).join('/');

/** A project's secret has no rotator in the catalog: whoever asks says by what, and the engine makes random values. */
const rotatorOf = (secret: string) => (secret.startsWith('project/') ? { rotator: 'random-key' } : {});

export const listPlans = (signal?: AbortSignal): Promise<Plan[]> => askList(rotationsUrl, decodePlan, signal);

export const listRuns = (signal?: AbortSignal): Promise<Run[]> => askList(`${runsUrl}?count=50`, decodeRun, signal);

export async function findRun(id: string, signal?: AbortSignal): Promise<{ run: Run; steps: Step[] }> {
  const json = await ask(`${runsUrl}/${encodeURIComponent(id)}`, { signal });
  const fields = new Reader(json, 'the run');
  return { run: decodeRun((json as { run?: unknown }).run), steps: fields.list('steps', decodeStep) };
}

export async function preview(secret: string, signal?: AbortSignal): Promise<Preview> {
  // To prove that the value in force works, the engine may have to wait for whoever takes it.
  return decodePreview(await ask(`${rotationsUrl}/${pathOf(secret)}`, { method: 'POST', body: { dryRun: true, ...rotatorOf(secret) }, signal, patience: 60_000 }));
}

export async function rotate(secret: string): Promise<Run> {
  return decodeRun(await ask(`${rotationsUrl}/${pathOf(secret)}`, { method: 'POST', body: rotatorOf(secret) }));
}

export async function turn({ id, action }: { id: string; action: 'roll-back' | 'retire' }): Promise<Run> {
  return decodeRun(await ask(`${runsUrl}/${id}/${action}`, { method: 'POST', patience: 60_000 }));
}

export async function listDependents(secret: string, signal?: AbortSignal): Promise<Dependent[]> {
  const fields = new Reader(await ask(`/api/v1/dependencies/${pathOf(secret)}`, { signal }), 'the dependents');
  return fields.list('services', (json) => {
    const service = new Reader(json, 'a service');
    return { service: service.text('service'), state: service.text('state'), lastRead: service.optionalText('lastRead') };
  });
}

function decodePlan(json: unknown): Plan {
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

function decodeRun(json: unknown): Run {
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

function decodeStep(json: unknown): Step {
  const fields = new Reader(json, 'a step');
  return { step: fields.text('step'), startedAt: fields.text('startedAt'), endedAt: fields.text('endedAt'), problem: fields.optionalText('problem') };
}

function decodePreview(json: unknown): Preview {
  const fields = new Reader(json, 'the preview');
  return {
    rotator: fields.text('rotator'),
    destination: fields.optionalText('destination'),
    overlap: fields.text('overlap'),
    isProven: fields.flag('isProven'),
    problem: fields.optionalText('problem'),
  };
}
