/** What costs the engine a while, or is read while it stands still: asked at each visit, and once it came never again by itself, whatever else is loaded anew. */
export const askedOnce = {
  staleTime: ({ state: { data } }: { state: { data: unknown } }) => (data === undefined ? 0 : ('static' as const)),
  gcTime: 0,
};
