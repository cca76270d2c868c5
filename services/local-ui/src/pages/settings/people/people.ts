import { ask } from '../../../api/http';
import { askList } from '../../../api/list';
import { decodeUser, type User, usersUrl } from '../../../api/users';
import { type ApiKey, decodeKey } from '../account/account';

export async function addUser(user: { name: string; displayName: string; role: string }): Promise<User> {
  return decodeUser(await ask(usersUrl, { method: 'POST', body: { ...user, displayName: user.displayName || null } }));
}

export async function changeRole({ id, role }: { id: string; role: string }): Promise<User> {
  return decodeUser(await ask(`${usersUrl}/${id}`, { method: 'PATCH', body: { role } }));
}

/** For good: what is that person's cannot be read any more by anybody. */
export const eraseUser = async (id: string): Promise<void> => void (await ask(`${usersUrl}/${id}`, { method: 'DELETE', patience: 60_000 }));

export const listKeysOf = (id: string, signal?: AbortSignal): Promise<ApiKey[]> => askList(`${usersUrl}/${id}/api-keys`, decodeKey, signal);

export const revokeKeyOf = (user: string) => async (id: string): Promise<void> => void (await ask(`${usersUrl}/${user}/api-keys/${id}`, { method: 'DELETE' }));
