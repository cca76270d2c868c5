import type { FeedState } from '../feed/feedState';
import { ClockTime } from './ClockTime';
import { RetryCountdown } from './RetryCountdown';

function headline({ overview, stale }: FeedState): string {
  if (!overview) return 'The secrets could not be loaded';
  return stale ? 'These are the last known rows' : 'Live updates are interrupted';
}

export function ConnectionTrouble({ feed, onRetry }: { feed: FeedState; onRetry: () => void }) {
  const { attempts, overview, problem, receivedAt, retryAt, stale } = feed;
  return (
    <section className={overview ? 'trouble' : 'trouble trouble-alone'} aria-label="Connection trouble">
      <div role="alert">
        <h2>{headline(feed)}</h2>
        {receivedAt !== null && (
          <p>{stale ? 'Received at ' : 'Read once more at '}<ClockTime at={receivedAt} />.</p>
        )}
        <p className="tried">Tried: {problem}.</p>
      </div>
      {!overview && (
        <p className="hint">
          Is the platform running? <code>npm run dev</code> at the root of the repository starts all of it. This page
          fills by itself once the Workflow Engine answers.
        </p>
      )}
      <div className="trouble-actions">
        <button type="button" className="button" onClick={onRetry}>Try now</button>
        <RetryCountdown attempts={attempts} retryAt={retryAt} />
      </div>
    </section>
  );
}
