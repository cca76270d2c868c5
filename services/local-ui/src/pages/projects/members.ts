import { ask } from '../../api/http';
import { urlOf } from './projects';

export interface MemberChange {
  project: string;
  /** user:ID, service:NAME, or the name of a person. */
  principal: string;
  role: string;
}

export async function setMember({ project, principal, role }: MemberChange): Promise<void> {
  await ask(`${urlOf(project)}/members/${encodeURIComponent(principal)}`, { method: 'PUT', body: { role } });
}

export async function removeMember({ project, principal }: Omit<MemberChange, 'role'>): Promise<void> {
  await ask(`${urlOf(project)}/members/${encodeURIComponent(principal)}`, { method: 'DELETE' });
}
