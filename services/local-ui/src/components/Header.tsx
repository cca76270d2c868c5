import type { FeedState } from '../feed/feedState';
import { ConnectionBadge } from './ConnectionBadge';
import { signOut } from '../signIn/session';
import { ThemeToggle } from './ThemeToggle';

export function Header({ feed, onSignedOut }: { feed: FeedState; onSignedOut: () => void }) {
  const { overview, phase } = feed;
  return (
    <header className="header">
      <h1 className="brand">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        DevFlow <span className="brand-page">Secrets</span>
      </h1>
      {overview && (
        <dl className="facts">
          <div className="fact">
            <dt>Mode</dt>
            <dd>{overview.mode}</dd>
          </div>
          <div className="fact">
            <dt>Environment</dt>
            <dd>{overview.environment}</dd>
          </div>
        </dl>
      )}
      <div className="header-end">
        <ConnectionBadge phase={phase} />
        <a className="page-link" href="/share">Share a secret</a>
        {phase !== 'signed-out' && (
          <button type="button" className="button" onClick={() => void signOut().finally(onSignedOut)}>Sign out</button>
        )}
        <ThemeToggle />
      </div>
    </header>
  );
}
