import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { OpenPage } from './share/OpenPage';
import { SharePage } from './share/SharePage';
import { signInByLink } from './signIn/link';
import './styles/index.css';

const { pathname } = window.location;

/** Pages by their address; what is none of the others is the table of secrets. */
function page() {
  if (pathname === '/share') return <SharePage signIn={signIn} />;
  if (pathname.startsWith('/s/')) return <OpenPage location={window.location} history={window.history} />;
  return <App signIn={signIn} />;
}

// Once, whatever is rendered how often: the code of a link works a single time.
const signIn = signInByLink(window.location, window.history);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {page()}
  </StrictMode>,
);
