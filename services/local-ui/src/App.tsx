import { ConnectionTrouble } from './components/ConnectionTrouble';
import { Header } from './components/Header';
import { LoadingTable } from './components/LoadingTable';
import { SecretsView } from './components/SecretsView';
import { useSecretsFeed } from './feed/useSecretsFeed';

export function App() {
  const [feed, retry] = useSecretsFeed();
  const { overview, problem, stale } = feed;
  return (
    <>
      <Header feed={feed} />
      <main>
        {problem && <ConnectionTrouble feed={feed} onRetry={retry} />}
        {overview && <SecretsView overview={overview} stale={stale} />}
        {!overview && !problem && <LoadingTable />}
      </main>
    </>
  );
}
