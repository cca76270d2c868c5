import { Refused } from './errors';
import { ask } from './http';
import { Reader } from './reader';
import { pathOf } from './rotations';

/** A service that uses a secret, declared in the catalog or seen to read it. */
export interface Dependent {
  service: string;
  state: string;
  reads: number;
  lastRead: string | null;
}

export async function listDependents(secret: string, signal?: AbortSignal): Promise<Dependent[]> {
  try {
    return new Reader(await ask(`/api/v1/dependencies/${pathOf(secret)}`, { signal }), 'the dependents').list('services', decodeDependent);
  } catch (error) {
    // Of what nobody has read yet, nobody is known.
    if (error instanceof Refused && error.status === 404) return [];
    throw error;
  }
}

function decodeDependent(json: unknown): Dependent {
  const fields = new Reader(json, 'a service');
  return { service: fields.text('service'), state: fields.text('state'), reads: fields.number('reads'), lastRead: fields.optionalText('lastRead') };
}
