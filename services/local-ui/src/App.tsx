import { ConnectionTrouble } from './components/ConnectionTrouble';
import { Header } from './components/Header';
import { LoadingTable } from './components/LoadingTable';
import { SecretsView } from './components/SecretsView';
import { useSecretsFeed } from './feed/useSecretsFeed';
import { SignInPanel } from './signIn/SignInPanel';

/** @param signIn Signing in by the link that the page was opened with; what went wrong with it, or null. */
export function App({ signIn }: { signIn?: Promise<string | null> | undefined }) {
  const [feed, retry] = useSecretsFeed(signIn);
  const { overview, phase, problem, stale } = feed;
  return (
    <>
      <Header feed={feed} onSignedOut={retry} />
      <main>
        {phase === 'signed-out' && <SignInPanel link={signIn} onSignedIn={retry} />}
        {problem && <ConnectionTrouble feed={feed} onRetry={retry} />}
        {overview && <SecretsView overview={overview} stale={stale} />}
        {!overview && !problem && phase !== 'signed-out' && <LoadingTable />}
      </main>
    </>
  );
}
