import type { FeedState } from '../feed/feedState';
import { ConnectionBadge } from './ConnectionBadge';
import { ThemeToggle } from './ThemeToggle';

export function Header({ feed }: { feed: FeedState }) {
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
        <ThemeToggle />
      </div>
    </header>
  );
}
