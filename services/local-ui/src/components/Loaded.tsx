import { Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SignedOut } from '../api/errors';
import { Loading } from './Loading';
import { Problem } from './Problem';

interface Props<T> {
  query: UseQueryResult<T, Error>;
  /** As in "Loading the leases". */
  what: string;
  rows?: number;
  /** What was there before says nothing of now, and goes when asking fails. */
  nowOnly?: boolean;
  children: (data: T) => ReactNode;
}

/** What a query brought; while it has not, that; when it failed, why. What was there before stays. */
export function Loaded<T>({ query, what, rows, nowOnly = false, children }: Props<T>) {
  const { data, error } = query;
  const problem = error && !(error instanceof SignedOut)
    ? <Problem error={error} title={data === undefined || nowOnly ? `Could not load ${what}` : 'This is the last that is known'} onRetry={() => void query.refetch()} />
    : null;
  if (nowOnly && problem) return problem;
  if (data === undefined) return problem ?? <Loading what={what} {...(rows ? { rows } : {})} />;
  return <Stack gap="md">{problem}{children(data)}</Stack>;
}
