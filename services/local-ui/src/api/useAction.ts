import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/**
 * Something that is done at the engine. What it changes is loaded anew, whether it went well or not: a refusal may say that things have moved on.
 * @param changes The beginnings of the keys of what it changes.
 */
export function useAction<In, Out>(act: (input: In) => Promise<Out>, changes: readonly (readonly string[])[], onDone?: (result: Out) => void): UseMutationResult<Out, Error, In> {
  const queries = useQueryClient();
  const action = useMutation({
    mutationFn: act,
    ...(onDone ? { onSuccess: onDone } : {}),
    onSettled: () => Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey: [...queryKey] }))),
    // An input can hold a value; it is kept nowhere longer than it has to be.
    gcTime: 0,
  });
  const { isSuccess, reset } = action;
  // While a component is there, what it did last is kept, input and all. Whoever asked is told first.
  useEffect(() => {
    if (isSuccess) reset();
  }, [isSuccess, reset]);
  return action;
}
