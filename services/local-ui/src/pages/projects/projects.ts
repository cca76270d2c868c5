import { ask } from '../../api/http';
import { Reader } from '../../api/reader';

export const projectsUrl = '/api/v1/projects';

export const environments = ['development', 'staging', 'production'] as const;
export type Environment = (typeof environments)[number];

export const roles = ['viewer', 'editor', 'admin'] as const;

export interface Project {
  name: string;
  /** Null for an admin of the platform who is no member. */
  role: string | null;
  onePasswordVault: string | null;
  createdAt: string;
}

export interface Member {
  principal: string;
  name: string | null;
  role: string;
  addedAt: string;
}

export interface ProjectGrant {
  id: string;
  principal: string;
  environment: string;
  key: string | null;
  access: string;
  expiresAt: string;
}

export const urlOf = (project: string) => `${projectsUrl}/${encodeURIComponent(project)}`;

export function decodeProject(json: unknown): Project {
  const fields = new Reader(json, 'a project');
  return { name: fields.text('name'), role: fields.optionalText('role'), onePasswordVault: fields.optionalText('onePasswordVault'), createdAt: fields.text('createdAt') };
}

export function decodeMember(json: unknown): Member {
  const fields = new Reader(json, 'a member');
  return { principal: fields.text('principal'), name: fields.optionalText('name'), role: fields.text('role'), addedAt: fields.text('addedAt') };
}

export function decodeGrant(json: unknown): ProjectGrant {
  const fields = new Reader(json, 'a grant');
  return {
    id: fields.text('id'),
    principal: fields.text('principal'),
    environment: fields.text('environment'),
    key: fields.optionalText('key'),
    access: fields.text('access'),
    expiresAt: fields.text('expiresAt'),
  };
}

export async function createProject(name: string): Promise<Project> {
  return decodeProject(await ask(projectsUrl, { method: 'POST', body: { name } }));
}

/** Whoever may not is shown no form that would be refused. */
export const mayWrite = ({ role }: Project): boolean => role === 'editor' || role === 'admin';

export const roleWords: Record<string, string> = {
  viewer: 'may read secrets',
  editor: 'may read and write secrets',
  admin: 'may read and write secrets, and say who else may',
};
