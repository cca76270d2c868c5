import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';

/** A table scrolls in its own frame, by keyboard too; the page never does sideways. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return <Paper withBorder className="table-frame" role="region" aria-label={label} tabIndex={0}>{children}</Paper>;
}
