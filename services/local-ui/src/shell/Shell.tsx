import { AppShell } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { Loading } from '../components/Loading';
import { usePlatform } from '../session/Platform';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { Navigation } from './Navigation';
import { Pages } from './Pages';
import { SignInDialog } from './SignInDialog';
import { SignInPanel } from './SignInPanel';
import { Trouble } from './Trouble';
import { useSamePerson } from './useSamePerson';
import { useMovedMark } from './useMovedMark';

/** What stands around every page. */
export function Shell() {
  const { feed, entered } = usePlatform();
  const [location] = useLocation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  useEffect(close, [location, close]);
  useMovedMark();
  useSamePerson();
  const isOut = feed.phase === 'signed-out';

  return (
    <>
      <a className="skip-link" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>Skip to the page</a>
      <AppShell transitionDuration={0} header={{ height: 56 }} navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: !entered } }} padding={{ base: 'md', sm: 'xl' }}>
        <AppShell.Header><Header menuOpen={isOpen} onMenu={toggle} /></AppShell.Header>
        {entered && <AppShell.Navbar p="sm" aria-label="Pages" className="navigation" data-closed={!isOpen || undefined}><Navigation /></AppShell.Navbar>}
        <AppShell.Main id="main" tabIndex={-1}>
          {feed.problem && <Trouble />}
          <ErrorBoundary key={location}>
            {entered ? <Pages /> : isOut ? <SignInPanel /> : !feed.problem && <Loading what="the platform" />}
          </ErrorBoundary>
        </AppShell.Main>
      </AppShell>
      <SignInDialog opened={entered && isOut} />
    </>
  );
}
