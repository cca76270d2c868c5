import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Loading } from './components/Loading';
import { PlatformProvider } from './session/PlatformProvider';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { Shell } from './shell/Shell';

const OpenPage = lazy(() => import('./pages/shares/OpenPage'));

/** @param signIn Signing in by the link that the page was opened with; what went wrong with it, or null. */
export function App({ signIn }: { signIn?: Promise<string | null> | undefined }) {
  return (
    <ErrorBoundary>
      <Switch>
        {/* For whoever has a link, signed in or not: nothing of the platform stands around it. */}
        <Route path="/s/*?"><Suspense fallback={<Loading what="the link" />}><OpenPage /></Suspense></Route>
        <Route><PlatformProvider signIn={signIn}><Shell /></PlatformProvider></Route>
      </Switch>
    </ErrorBoundary>
  );
}
