import type { ReactNode } from 'react';
import { ThemeToggle } from './ThemeToggle';

/** Of a page that shows nothing of the platform's state. */
export function PageHeader({ page, children }: { page: string; children?: ReactNode }) {
  return (
    <header className="header">
      <h1 className="brand">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        DevFlow <span className="brand-page">{page}</span>
      </h1>
      <div className="header-end">
        {children}
        <ThemeToggle />
      </div>
    </header>
  );
}
