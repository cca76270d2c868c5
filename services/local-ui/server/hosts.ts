import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** ALLOWED_HOSTS as Vite takes it: names without port, a leading dot for all subdomains too. */
export function parseAllowedHosts(text: string | undefined): string[] {
  return (text ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
}

export function isHostName(name: string): boolean {
  return /^\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name);
}

function isAllowedName(name: string, allowed: readonly string[]): boolean {
  return loopbackNames.has(name) || name.endsWith('.localhost')
    || allowed.some((entry) => entry.startsWith('.') ? name === entry.slice(1) || name.endsWith(entry) : name === entry);
}

/** A page of another name that points here (DNS rebinding) shows itself by its Host. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const url = `http://${host}`;
  // What else a URL can hold has no place in a Host.
  return /^[^/?#@\\\s]+$/.test(host) && URL.canParse(url) && isAllowedName(new URL(url).hostname, allowed);
}

export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return (protocol === 'http:' || protocol === 'https:') && isAllowedName(hostname, allowed);
}

/**
 * Whether a request is the page's own, or of no page at all. A page on another port of this machine passes the checks above, and is none of this one:
 * it can send, though it cannot read. Browsers say where a request comes from, to what is https or on this machine; all others have an Origin to tell by.
 */
export function isOwn({ headers: { host, origin, 'sec-fetch-site': site }, method }: IncomingMessage): boolean {
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && method === 'GET');
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const here = `${from.protocol}//${host}`;
  return URL.canParse(here) && new URL(here).host === from.host;
}
