import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Loading } from '../components/Loading';
import { pages } from '../pages/pages';
import { AdminsOnly } from './AdminsOnly';
import { NotFound } from './NotFound';

/** Pages by their address; each comes when it is gone to. */
export function Pages() {
  return (
    <Switch>
      {/* Where somebody comes back to who is in by now. */}
      <Route path="/sign-in"><Redirect to="/" replace /></Route>
      {pages.map(({ path, title, deep, adminOnly, Content }) => (
        <Route key={path} path={deep ? `${path}/*?` : path}>
          <Suspense fallback={<Loading what={title.toLowerCase()} />}>
            {adminOnly ? <AdminsOnly title={title}><Content /></AdminsOnly> : <Content />}
          </Suspense>
        </Route>
      ))}
      <Route><NotFound /></Route>
    </Switch>
  );
}
