import { ask } from '../../api/http';
import { askList } from '../../api/list';
import { Reader } from '../../api/reader';
import { secondsOf } from '../../words/span';

export const leasesUrl = '/api/v1/leases';

/** What can be leased, and for how long. */
export interface Profile {
  name: string;
  description: string;
  defaultSeconds: number;
  maxSeconds: number;
  /** However often it is renewed. */
  lifetimeSeconds: number;
  perPrincipal: number;
}

/** A login of the database, as the engine tells of it: its password is with whoever opened it. */
export interface Lease {
  id: string;
  profile: string;
  principal: string;
  login: string;
  state: string;
  openedAt: string;
  expiresAt: string;
  renewableUntil: string;
  endedAt: string | null;
  endedBy: string | null;
  reason: string | null;
}

/** What to connect with, this once. */
export interface Credentials {
  lease: Lease;
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  url: string;
}

export const listProfiles = (signal?: AbortSignal): Promise<Profile[]> => askList(`${leasesUrl}/profiles`, decodeProfile, signal);

export const listLeases = (ended: boolean, signal?: AbortSignal): Promise<Lease[]> => askList(ended ? `${leasesUrl}?ended=true` : leasesUrl, decodeLease, signal);

export async function openLease({ profile, seconds }: { profile: string; seconds: number }): Promise<Credentials> {
  const json = await ask(leasesUrl, { method: 'POST', body: { profile, ttlSeconds: seconds } });
  const fields = new Reader(json, 'the lease');
  return {
    lease: decodeLease((json as { lease?: unknown }).lease),
    host: fields.text('host'),
    port: fields.number('port'),
    database: fields.text('database'),
    user: fields.text('user'),
    password: fields.text('password'),
    url: fields.text('url'),
  };
}

/** For as long again as its profile gives to begin with. */
export async function renewLease(id: string): Promise<Lease> {
  return decodeLease(await ask(`${leasesUrl}/${id}/renew`, { method: 'POST', body: {} }));
}

export async function revokeLease(id: string): Promise<Lease> {
  return decodeLease(await ask(`${leasesUrl}/${id}`, { method: 'DELETE' }));
}

function decodeProfile(json: unknown): Profile {
  const fields = new Reader(json, 'a profile');
  return {
    name: fields.text('name'),
    description: fields.text('description'),
    defaultSeconds: secondsOf(fields.text('defaultTtl')),
    maxSeconds: secondsOf(fields.text('maxTtl')),
    lifetimeSeconds: secondsOf(fields.text('maxLifetime')),
    perPrincipal: fields.number('perPrincipal'),
  };
}

function decodeLease(json: unknown): Lease {
  const fields = new Reader(json, 'a lease');
  return {
    id: fields.text('id'),
    profile: fields.text('profile'),
    principal: fields.text('principal'),
    login: fields.text('login'),
    state: fields.text('state'),
    openedAt: fields.text('openedAt'),
    expiresAt: fields.text('expiresAt'),
    renewableUntil: fields.text('renewableUntil'),
    endedAt: fields.optionalText('endedAt'),
    endedBy: fields.optionalText('endedBy'),
    reason: fields.optionalText('reason'),
  };
}
