import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { App } from './App';
import { Root } from './Root';
import { signInByLink } from './session/link';

// Once, whatever is rendered how often: the code of a link works a single time.
const signIn = signInByLink(window.location, window.history);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root><App signIn={signIn} /></Root>
  </StrictMode>,
);
