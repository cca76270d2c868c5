import type { ToneName } from '../../components/Tone';
import { withNames } from '../../words/principals';
import type { Action, Incident, PlannedAction, Scope } from './incidents';

export const scopeWords: Record<Scope, { label: string; description: string }> = {
  secret: { label: 'A secret', description: 'One value may be known to others.' },
  service: { label: 'A service', description: 'All that it could read, and what it holds.' },
  user: { label: 'A person', description: 'All that the person could read, and what the person gets in with.' },
  tier: { label: 'A tier', description: 'Every secret of the platform, of people, or of projects.' },
};

export const tierWords = [
  { value: 'system', label: 'The platform’s own secrets' },
  { value: 'user', label: 'The secrets of all people' },
  { value: 'project', label: 'The secrets of all projects' },
];

/** As a title: what is done, before what it is done to. */
const kinds: Record<string, string> = {
  rotate: 'Rotate',
  replace: 'Replace',
  look: 'Look at',
  'revoke-keys': 'Revoke the API keys of',
  'end-sessions': 'End the sessions of',
  'revoke-leases': 'Revoke the leases of',
  'revoke-links': 'Revoke the links of',
  'disconnect-github': 'Disconnect the GitHub account of',
  'disconnect-atlassian': 'Disconnect the Atlassian account of',
  invalidate: 'Forget copies',
  sweep: 'End what was opened meanwhile',
  'notify-webhook': 'Tell a webhook',
  'notify-mail': 'Write a mail',
};

const notices: Record<string, string> = { declared: 'that it was declared', closed: 'that it is closed' };

export function titleOf({ kind, subject }: Pick<Action, 'kind' | 'subject'>, nameOf: (principal: string) => string): string {
  const title = kinds[kind] ?? kind;
  if (subject === '*') return title.endsWith(' of') ? `${title} everybody` : title;
  if (subject === 'user:*') return `${title} all people`;
  return `${title} ${notices[subject] ?? withNames(subject, nameOf)}`;
}

const states: Record<string, { word: string; tone: ToneName }> = {
  planned: { word: 'Waits', tone: 'quiet' },
  begun: { word: 'Being done', tone: 'accent' },
  person: { word: 'For a person', tone: 'warning' },
  done: { word: 'Done', tone: 'good' },
  failed: { word: 'Given up', tone: 'bad' },
};

export const stateOf = (state: string) => states[state] ?? { word: state, tone: 'quiet' as const };

export function incidentStateOf({ closedAt, open, forPeople }: Incident): { word: string; tone: ToneName } {
  if (closedAt) return { word: 'Closed', tone: 'good' };
  return forPeople === open ? { word: 'Needs people', tone: 'warning' } : { word: 'Being answered', tone: 'bad' };
}

export function nameOfSubject({ scope, subject }: Pick<Incident, 'scope' | 'subject'>, nameOf: (principal: string) => string): string {
  if (scope === 'tier') return `the ${subject} tier`;
  return scope === 'user' || scope === 'service' ? nameOf(subject) : subject;
}

export interface Chapter {
  title: string;
  actions: PlannedAction[];
}

const isNotice = ({ kind }: PlannedAction) => kind.startsWith('notify-');

/** A plan as people read it: what happens at once, what they have to do, what follows, and who is told. */
export function chaptersOf(actions: PlannedAction[]): Chapter[] {
  const of = (title: string, matches: (action: PlannedAction) => boolean): Chapter => ({ title, actions: actions.filter(matches) });
  return [
    of('Done at once, by the engine', (action) => action.phase === 1 && !action.isForPerson && !isNotice(action)),
    of('Left to people', ({ isForPerson }) => isForPerson),
    of('Done when that is over', (action) => action.phase !== 1 && !action.isForPerson && !isNotice(action)),
    of('Told of it', isNotice),
  ].filter((chapter) => chapter.actions.length > 0);
}
