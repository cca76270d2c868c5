import type { Phase } from '../feed/feedState';

const words: Record<Phase, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  unreachable: 'Engine not reachable',
  'signed-out': 'Signed out',
};

export function ConnectionBadge({ phase }: { phase: Phase }) {
  return (
    <p className={`connection connection-${phase}`} role="status" aria-label={`Connection: ${words[phase]}`}>
      <span className="dot" aria-hidden="true" />
      {words[phase]}
    </p>
  );
}
