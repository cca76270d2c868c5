import { ask } from '../../api/http';
import { Reader } from '../../api/reader';
import { decodeRun, pathOf, type Run, rotationsUrl, runsUrl } from '../../api/rotations';

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

/** A project's secret has no rotator in the catalog: whoever asks says by what, and the engine makes random values. */
const rotatorOf = (secret: string) => (secret.startsWith('project/') ? { rotator: 'random-key' } : {});

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
