import { ask } from '../../../api/http';
import { askList } from '../../../api/list';
import { Reader } from '../../../api/reader';

const vaultUrl = '/api/v1/vault/keys';

/** A key that wraps the data keys of the vault, as far as it is told: never what it is. */
export interface VaultKey {
  id: string;
  kind: string;
  state: string;
  dataKeys: number;
  createdAt: string;
  changedAt: string;
}

export interface Vault {
  keys: VaultKey[];
  rewrap: { running: boolean; wrapped: number; refused: number; problem: string | null };
  problem: string | null;
}

export async function getVault(signal?: AbortSignal): Promise<Vault> {
  const fields = new Reader(await ask(vaultUrl, { signal }), 'the vault');
  const rewrap = fields.object('rewrap');
  return {
    keys: fields.list('keys', (json) => {
      const key = new Reader(json, 'a key');
      return { id: key.text('id'), kind: key.text('kind'), state: key.text('state'), dataKeys: key.number('dataKeys'), createdAt: key.text('createdAt'), changedAt: key.text('changedAt') };
    }),
    rewrap: { running: rewrap.flag('running'), wrapped: rewrap.number('wrapped'), refused: rewrap.number('refused'), problem: rewrap.optionalText('problem') },
    problem: fields.optionalText('problem'),
  };
}

export interface Alert {
  id: string;
  at: string;
  kind: string;
  subject: string;
  detail: string;
}

export const listAlerts = (signal?: AbortSignal): Promise<Alert[]> => askList('/api/v1/alerts', (json) => {
  const fields = new Reader(json, 'an alert');
  return { id: fields.text('id'), at: fields.text('at'), kind: fields.text('kind'), subject: fields.text('subject'), detail: fields.text('detail') };
}, signal);

export const frameworks = [{ value: 'soc2', label: 'SOC 2' }, { value: 'hipaa', label: 'HIPAA' }, { value: 'gdpr', label: 'GDPR' }] as const;
export type FrameworkName = (typeof frameworks)[number]['value'];

export interface Evidence {
  statement: string;
  result: string;
  /** Null for a fact that proves nothing by itself. */
  holds: boolean | null;
  gap: string | null;
}

export interface Control {
  id: string;
  title: string;
  status: string;
  evidence: Evidence[];
}

export interface Report {
  title: string;
  at: string;
  controls: Control[];
}

export const reportUrl = (framework: FrameworkName): string => `/api/v1/compliance/${framework}`;

export async function getReport(framework: FrameworkName, signal?: AbortSignal): Promise<Report> {
  const fields = new Reader(await ask(reportUrl(framework), { signal, patience: 60_000 }), 'the report');
  return { title: fields.text('title'), at: fields.text('at'), controls: fields.list('controls', decodeControl) };
}

function decodeControl(json: unknown): Control {
  const fields = new Reader(json, 'a control');
  return {
    id: fields.text('id'),
    title: fields.text('title'),
    status: fields.text('status'),
    evidence: fields.list('evidence', (item) => {
      const evidence = new Reader(item, 'a piece of evidence');
      const { holds } = item as { holds?: unknown };
      return { statement: evidence.text('statement'), result: evidence.text('result'), holds: typeof holds === 'boolean' ? holds : null, gap: evidence.optionalText('gap') };
    }),
  };
}

/** What a webhook has told, without what it holds. */
export interface Delivery {
  id: number;
  source: string;
  type: string;
  action: string | null;
  delivery: string;
  receivedAt: string;
  state: string;
  claimedBy: string | null;
  attempts: number;
  doneAt: string | null;
}

export async function listDeliveries(signal?: AbortSignal): Promise<Delivery[]> {
  return new Reader(await ask('/api/v1/events?limit=50', { signal }), 'the page').list('events', (json) => {
    const fields = new Reader(json, 'an event');
    return {
      id: fields.number('id'),
      source: fields.text('source'),
      type: fields.text('type'),
      action: fields.optionalText('action'),
      delivery: fields.text('delivery'),
      receivedAt: fields.text('receivedAt'),
      state: fields.text('state'),
      claimedBy: fields.optionalText('claimedBy'),
      attempts: fields.number('attempts'),
      doneAt: fields.optionalText('doneAt'),
    };
  });
}
