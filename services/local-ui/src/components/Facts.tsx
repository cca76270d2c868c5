import type { ReactNode } from 'react';

/** Names and what they are, one below the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}
