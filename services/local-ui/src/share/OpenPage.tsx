import { useEffect, useState } from 'react';
import { PageHeader } from '../components/PageHeader';
import { readKey } from './format';
import { OpenForm } from './OpenForm';
import { Opened } from './Opened';
import type { Shared } from './shares';

const address = /^\/s\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** To look at this page takes no view: a chat that does so for a preview has no key, and asks for nothing. */
export function OpenPage({ location, history }: { location: Location; history: History }) {
  const id = address.exec(location.pathname)?.[1];
  // Read once: it leaves the address when the link was opened.
  const [key] = useState(() => readKey(location.hash));
  const [shared, setShared] = useState<Shared | null>(null);
  useEffect(() => void (document.title = 'DevFlow · A shared secret'), []);

  const opened = (what: Shared) => {
    setShared(what);
    history.replaceState(null, '', location.pathname);
  };

  return (
    <>
      <PageHeader page="Shared with you" />
      <main>
        <div className="share">
          {!id || !key ? (
            <section className="card share-card">
              <h2>This link is not whole</h2>
              <p>A part of it is missing. Take all of it, with what stands behind the <code>#</code>: that is the key, and nobody but who sent it has it.</p>
            </section>
          ) : shared ? <Opened shared={shared} /> : <OpenForm id={id} shareKey={key} onOpened={opened} />}
        </div>
      </main>
    </>
  );
}
