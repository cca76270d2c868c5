import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { signInByLink } from './signIn/link';
import './styles/index.css';

// Once, whatever is rendered how often: the code of a link works a single time.
const signIn = signInByLink(window.location, window.history);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App signIn={signIn} />
  </StrictMode>,
);
