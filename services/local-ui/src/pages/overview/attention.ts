import type { Overview } from '../../api/model';
import type { Plan } from '../../api/rotations';
import type { ToneName } from '../../components/Tone';
import type { Incident } from '../incidents/incidents';
import { nameOfSubject } from '../incidents/words';
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

export function ofRotations(plans: Plan[]): Attention[] {
  return plans.flatMap(({ secret, state, run, problem }): Attention[] => {
    const of = { id: `rotation ${secret}`, word: 'Rotation', what: secret, href: run === null ? '/rotations' : `/rotations?run=${encodeURIComponent(run)}` };
    if (problem !== null) return [{ ...of, tone: 'bad', why: `Its last rotation failed: ${problem}` }];
    if (state === 'due') return [{ ...of, tone: 'warning', why: 'It is due to be rotated.' }];
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

export function ofIncidents(incidents: Incident[], nameOf: (principal: string) => string): Attention[] {
  return incidents.map((incident) => ({
    id: `incident ${incident.id}`,
    tone: 'bad',
    word: 'Incident',
    what: `${incident.scope} ${nameOfSubject(incident, nameOf)}`,
    why: incident.open === 1 ? 'One action of it is not done.' : `${incident.open} actions of it are not done.`,
    href: `/incidents/${encodeURIComponent(incident.id)}`,
  }));
}
