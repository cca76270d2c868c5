import { ask } from '../../api/http';
import { askList } from '../../api/list';
import { Reader } from '../../api/reader';
import { type AuditFilter, queryOf } from './filter';

export const auditUrl = '/api/v1/audit';
export const ownAuditUrl = '/api/v1/me/audit';
export const pageSize = 500;

/** One record; it has no place for a value. */
export interface AuditRecord {
  chain: number;
  seq: number;
  time: string;
  kind: string;
  service: string;
  key: string | null;
  tier: string | null;
  outcome: string | null;
  source: string | null;
  reference: string | null;
  version: number | null;
  user: string | null;
  trace: string | null;
  count: number;
  from: string | null;
  to: string | null;
  refused: boolean;
}

export interface AuditPage {
  records: AuditRecord[];
  next: string | null;
}

/** The audit of one process, each record sealed with the one before it. */
export interface Chain {
  id: number;
  file: string;
  part: number;
  service: string;
  seq: number;
  state: string;
  reason: string | null;
  proof: string | null;
  takenAt: string;
  lagSeconds: number | null;
}

export async function findRecords(isAdmin: boolean, filter: AuditFilter, cursor: string | null, signal?: AbortSignal): Promise<AuditPage> {
  const query = queryOf(filter);
  query.set('limit', String(pageSize));
  if (cursor) query.set('cursor', cursor);
  const fields = new Reader(await ask(`${isAdmin ? auditUrl : ownAuditUrl}?${query}`, { signal, patience: 30_000 }), 'the page');
  return { records: fields.list('records', decodeRecord), next: fields.optionalText('next') };
}

export const listChains = (signal?: AbortSignal): Promise<Chain[]> => askList(`${auditUrl}/chains`, decodeChain, signal);

export type ExportFormat = 'jsonl' | 'csv';

export function exportUrl(filter: AuditFilter, format: ExportFormat): string {
  const query = queryOf(filter);
  query.set('format', format);
  return `${auditUrl}/export?${query}`;
}

/** The chain's file as it was, to be verified by whoever has the key. */
export const chainUrl = (id: number): string => `${auditUrl}/export?format=jsonl&chain=${id}`;

function decodeRecord(json: unknown): AuditRecord {
  const fields = new Reader(json, 'a record');
  return {
    chain: fields.number('chain'),
    seq: fields.number('seq'),
    time: fields.text('time'),
    kind: fields.text('kind'),
    service: fields.text('service'),
    key: fields.optionalText('key'),
    tier: fields.optionalText('tier'),
    outcome: fields.optionalText('outcome'),
    source: fields.optionalText('source'),
    reference: fields.optionalText('reference'),
    version: fields.optionalNumber('version'),
    user: fields.optionalText('user'),
    trace: fields.optionalText('trace'),
    count: fields.number('count'),
    from: fields.optionalText('from'),
    to: fields.optionalText('to'),
    refused: fields.flag('refused'),
  };
}

function decodeChain(json: unknown): Chain {
  const fields = new Reader(json, 'a chain');
  return {
    id: fields.number('id'),
    file: fields.text('file'),
    part: fields.number('part'),
    service: fields.text('service'),
    seq: fields.number('seq'),
    state: fields.text('state'),
    reason: fields.optionalText('reason'),
    proof: fields.optionalText('proof'),
    takenAt: fields.text('takenAt'),
    lagSeconds: fields.optionalNumber('lagSeconds'),
  };
}
