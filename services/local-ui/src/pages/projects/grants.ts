import { ask } from '../../api/http';
import { urlOf } from './projects';

export interface NewGrant {
  project: string;
  to: string;
  environment: string;
  /** Null for the whole environment. */
  key: string | null;
  access: string;
  ttlSeconds: number;
}

export async function grant({ project, ...asked }: NewGrant): Promise<void> {
  await ask(`${urlOf(project)}/grants`, { method: 'POST', body: asked });
}

export async function revokeGrant({ project, id }: { project: string; id: string }): Promise<void> {
  await ask(`${urlOf(project)}/grants/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
