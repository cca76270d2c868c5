export const filterNames = ['key', 'user', 'service', 'tier', 'outcome', 'kind', 'from', 'to', 'trace'] as const;

/** What is asked for of the audit, by the names that the engine and the address have for it. */
export type AuditFilter = Partial<Record<(typeof filterNames)[number], string>>;

export function filterOf(parameters: URLSearchParams): AuditFilter {
  const filter: AuditFilter = {};
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value) filter[name] = value;
  }
  return filter;
}

export function queryOf(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of filterNames) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  return query;
}

export const isAny = (filter: AuditFilter): boolean => filterNames.some((name) => filter[name]);

/** A moment as a field of the browser takes it, which is in local time. */
export function toLocal(iso: string | undefined): string {
  const at = iso ? new Date(iso) : null;
  if (!at || Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const toUtc = (local: string): string => (local ? new Date(local).toISOString() : '');
