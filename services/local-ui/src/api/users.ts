import { askList } from './list';
import { Reader } from './reader';

export const usersUrl = '/api/v1/users';

export interface User {
  id: string;
  name: string;
  displayName: string | null;
  role: string;
  createdAt: string;
  /** Since when there is nothing left of the person but this. */
  erasedAt: string | null;
}

export function decodeUser(json: unknown): User {
  const fields = new Reader(json, 'a person');
  return {
    id: fields.text('id'),
    name: fields.text('name'),
    displayName: fields.optionalText('displayName'),
    role: fields.text('role'),
    createdAt: fields.text('createdAt'),
    erasedAt: fields.optionalText('erasedAt'),
  };
}

export const listUsers = (signal?: AbortSignal): Promise<User[]> => askList(usersUrl, decodeUser, signal);
