const longestMs = 30_000;

/** 1, 2, 4, 8, 16, then every 30 seconds. */
export function backoffMs(failures: number): number {
  return Math.min(1_000 * 2 ** (failures - 1), longestMs);
}
