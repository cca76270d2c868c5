import { useCallback, useEffect, useState } from 'react';
import { SignedOut } from '../api/client';
import { PageHeader } from '../components/PageHeader';
import { SignInPanel } from '../signIn/SignInPanel';
import { LinkList } from './LinkList';
import { LinkMade } from './LinkMade';
import { ShareForm } from './ShareForm';
import { listLinks, type ShareLink } from './shares';

/** @param signIn Signing in by the link that the page was opened with. */
export function SharePage({ signIn }: { signIn: Promise<string | null> | undefined }) {
  const [links, setLinks] = useState<ShareLink[] | null>(null);
  const [signedOut, setSignedOut] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [made, setMade] = useState<{ url: string; link: ShareLink } | null>(null);

  const failed = useCallback((error: Error) => {
    if (error instanceof SignedOut) setSignedOut(true);
    else setProblem(error.message);
  }, []);
  const load = useCallback(() => {
    listLinks().then((list) => {
      setLinks(list);
      setSignedOut(false);
      setProblem(null);
    }, failed);
  }, [failed]);
  useEffect(() => {
    document.title = 'DevFlow · Share';
    void Promise.resolve(signIn).then(load);
  }, [signIn, load]);

  return (
    <>
      <PageHeader page="Share"><a className="page-link" href="/">All secrets</a></PageHeader>
      <main>
        {signedOut ? <SignInPanel link={signIn} onSignedIn={load} /> : (
          <div className="share">
            {made ? <LinkMade {...made} onDone={() => setMade(null)} /> : (
              <ShareForm
                onMade={(result) => {
                  setMade(result);
                  load();
                }}
                onSignedOut={() => setSignedOut(true)}
              />
            )}
            {problem && <p role="alert" className="share-problem">{problem}</p>}
            {links && links.length > 0 && <LinkList links={links} onChanged={load} onFailed={failed} />}
          </div>
        )}
      </main>
    </>
  );
}
