import { ask } from '../../api/http';
import { askList } from '../../api/list';
import { Reader } from '../../api/reader';

export const incidentsUrl = '/api/v1/incidents';

export const scopes = ['secret', 'service', 'user', 'tier'] as const;
export type Scope = (typeof scopes)[number];

/** What a breach is of. */
export interface Target {
  scope: Scope;
  /** A secret's key, the name of a service, the id of a person, or a tier. */
  subject: string;
}

export interface Incident {
  id: string;
  scope: string;
  subject: string;
  reason: string;
  declaredBy: string;
  declaredAt: string;
  closedAt: string | null;
  /** How many actions are to be done. */
  open: number;
  /** How many of them by people. */
  forPeople: number;
}

export interface PlannedAction {
  phase: number;
  kind: string;
  subject: string;
  detail: string;
  isForPerson: boolean;
}

export interface Action {
  number: number;
  phase: number;
  kind: string;
  subject: string;
  detail: string;
  state: string;
  attempts: number;
  endedAt: string | null;
  endedBy: string | null;
  result: string | null;
  problem: string | null;
}

export interface TimelineEvent {
  at: string;
  actor: string;
  /** The number of the action that it is about; null for the incident as a whole. */
  action: number | null;
  what: string;
}

export interface IncidentRecord {
  incident: Incident;
  actions: Action[];
  timeline: TimelineEvent[];
  /** The names of people by their principals, as they are now. */
  names: Map<string, string>;
}

/** A plan asks those who have to prove that a value works. */
const patience = 60_000;

export const listIncidents = (signal?: AbortSignal): Promise<Incident[]> => askList(incidentsUrl, decodeIncident, signal);

export const listOpenIncidents = (signal?: AbortSignal): Promise<Incident[]> => askList(`${incidentsUrl}?open=true`, decodeIncident, signal);

export async function planIncident(target: Target, signal?: AbortSignal): Promise<PlannedAction[]> {
  return new Reader(await ask(`${incidentsUrl}/plan`, { method: 'POST', body: target, signal, patience }), 'the plan').list('actions', decodePlanned);
}

export async function declareIncident(request: Target & { reason: string }): Promise<IncidentRecord> {
  return decodeRecord(await ask(incidentsUrl, { method: 'POST', body: request, patience }));
}

export async function findIncident(id: string, signal?: AbortSignal): Promise<IncidentRecord> {
  return decodeRecord(await ask(incidentUrl(id), { signal }));
}

export async function finishAction({ id, number, note }: { id: string; number: number; note: string }): Promise<IncidentRecord> {
  return decodeRecord(await ask(`${incidentUrl(id)}/actions/${number}/done`, { method: 'POST', body: { note } }));
}

export const incidentUrl = (id: string): string => `${incidentsUrl}/${encodeURIComponent(id)}`;

function decodeIncident(json: unknown): Incident {
  const fields = new Reader(json, 'an incident');
  return {
    id: fields.text('id'),
    scope: fields.text('scope'),
    subject: fields.text('subject'),
    reason: fields.text('reason'),
    declaredBy: fields.text('declaredBy'),
    declaredAt: fields.text('declaredAt'),
    closedAt: fields.optionalText('closedAt'),
    open: fields.number('open'),
    forPeople: fields.number('forPeople'),
  };
}

function decodePlanned(json: unknown): PlannedAction {
  const fields = new Reader(json, 'a planned action');
  return { phase: fields.number('phase'), kind: fields.text('kind'), subject: fields.text('subject'), detail: fields.text('detail'), isForPerson: fields.flag('isForPerson') };
}

function decodeAction(json: unknown): Action {
  const fields = new Reader(json, 'an action');
  return {
    number: fields.number('number'),
    phase: fields.number('phase'),
    kind: fields.text('kind'),
    subject: fields.text('subject'),
    detail: fields.text('detail'),
    state: fields.text('state'),
    attempts: fields.number('attempts'),
    endedAt: fields.optionalText('endedAt'),
    endedBy: fields.optionalText('endedBy'),
    result: fields.optionalText('result'),
    problem: fields.optionalText('problem'),
  };
}

function decodeEvent(json: unknown): TimelineEvent {
  const fields = new Reader(json, 'an event');
  return { at: fields.text('at'), actor: fields.text('actor'), action: fields.optionalNumber('action'), what: fields.text('what') };
}

function decodeRecord(json: unknown): IncidentRecord {
  const fields = new Reader(json, 'the incident');
  const { incident, names } = json as { incident?: unknown; names?: unknown };
  return {
    incident: decodeIncident(incident),
    actions: fields.list('actions', decodeAction),
    timeline: fields.list('timeline', decodeEvent),
    names: new Map(Object.entries(typeof names === 'object' && names !== null ? names : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  };
}
