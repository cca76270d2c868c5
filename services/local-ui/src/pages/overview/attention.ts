import type { Overview } from '../../api/model';
import { Reader } from '../../api/reader';
import type { ToneName } from '../../components/Tone';
import type { Integration } from '../integrations/integrations';
import type { ShareLink } from '../shares/shares';

/** Something that somebody should look at. */
export interface Attention {
  id: string;
  tone: ToneName;
  word: string;
  what: string;
  why: string;
  /** Where it is dealt with; null where that is not on a page. */
  href: string | null;
}

const dayMs = 24 * 60 * 60 * 1_000;

export function ofSecrets({ mode, secrets }: Overview): Attention[] {
  const words: Partial<Record<string, { tone: ToneName; why: string }>> = {
    missing: { tone: 'bad', why: `It is required in ${mode} mode, and no source has it.` },
    placeholder: { tone: 'warning', why: 'It is still the text of the example.' },
    denied: { tone: 'bad', why: 'Its source refuses to tell it.' },
    ambiguous: { tone: 'bad', why: 'Its reference could mean more than one value.' },
    unavailable: { tone: 'warning', why: 'Its source does not answer.' },
  };
  return secrets.flatMap(({ key, state, required }) => {
    const found = words[state];
    if (!found || (!required && (state === 'missing' || state === 'placeholder'))) return [];
    return [{ id: `secret ${key}`, tone: found.tone, word: state === 'missing' ? 'Missing' : 'Secret', what: key, why: found.why, href: `/secrets?secret=${encodeURIComponent(key)}` }];
  });
}

export interface Plan {
  secret: string;
  state: string;
  every: string | null;
  lastAt: string | null;
  nextAt: string | null;
  rotator: string | null;
  problem: string | null;
}

export function decodePlan(json: unknown): Plan {
  const fields = new Reader(json, 'a rotation');
  return {
    secret: fields.text('secret'),
    state: fields.text('state'),
    every: fields.optionalText('every'),
    lastAt: fields.optionalText('lastAt'),
    nextAt: fields.optionalText('nextAt'),
    rotator: fields.optionalText('rotator'),
    problem: fields.optionalText('problem'),
  };
}

export function ofRotations(plans: Plan[]): Attention[] {
  return plans.flatMap(({ secret, state, problem }): Attention[] => {
    if (problem !== null) return [{ id: `rotation ${secret}`, tone: 'bad' as const, word: 'Rotation', what: secret, why: `Its last rotation failed: ${problem}`, href: `/secrets?secret=${encodeURIComponent(secret)}` }];
    if (state === 'due') return [{ id: `rotation ${secret}`, tone: 'warning' as const, word: 'Rotation', what: secret, why: 'It is due to be rotated.', href: `/secrets?secret=${encodeURIComponent(secret)}` }];
    return [];
  });
}

export function ofLinks(links: ShareLink[], now: number): Attention[] {
  return links
    .filter(({ state, expiresAt, opened }) => state === 'open' && opened === 0 && Date.parse(expiresAt) - now < dayMs / 4)
    .map(({ id, secret }) => ({ id: `link ${id}`, tone: 'quiet', word: 'Link', what: secret ?? id.slice(0, 8), why: 'It expires within six hours, and nobody has opened it.', href: '/share' }));
}

export function ofIntegrations(integrations: Integration[]): Attention[] {
  return integrations
    .filter(({ state }) => state === 'needs-person')
    .map(({ provider, title, problem }) => ({ id: `account ${provider}`, tone: 'warning', word: 'Account', what: title, why: problem ?? 'It has to be connected again.', href: '/integrations' }));
}

export interface OpenIncident {
  id: string;
  scope: string;
  subject: string;
  open: number;
}

export function decodeIncident(json: unknown): OpenIncident {
  const fields = new Reader(json, 'an incident');
  return { id: fields.text('id'), scope: fields.text('scope'), subject: fields.text('subject'), open: fields.number('open') };
}

export function ofIncidents(incidents: OpenIncident[]): Attention[] {
  return incidents.map(({ id, scope, subject, open }) => ({
    id: `incident ${id}`, tone: 'bad', word: 'Incident', what: `${scope} ${subject}`, why: open === 1 ? 'One action of it is not done.' : `${open} actions of it are not done.`, href: null,
  }));
}
