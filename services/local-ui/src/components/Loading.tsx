import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** @param what As in "Loading the leases". */
export function Loading({ what, rows = 6 }: { what: string; rows?: number }) {
  return (
    <Stack gap="sm" aria-busy="true" className="loading">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => <Skeleton key={row} height={36} aria-hidden="true" />)}
    </Stack>
  );
}
