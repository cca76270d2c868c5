import type { ReactNode } from 'react';

export function Stats({ label, children }: { label: string; children: ReactNode }) {
  return <dl className="stats" aria-label={label}>{children}</dl>;
}
