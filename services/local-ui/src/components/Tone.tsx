import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

const colors = { good: 'green', warning: 'yellow', bad: 'red', accent: 'iris', quiet: 'gray' } as const;

export type ToneName = keyof typeof colors;

/** A word for a state, in the colour of what it means. The word alone says it too. */
export function Tone({ tone, children }: { tone: ToneName; children: ReactNode }) {
  return <Badge color={colors[tone]} className={`tone tone-${tone}`}>{children}</Badge>;
}
