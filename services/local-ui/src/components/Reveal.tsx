import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ActionProblem } from './ActionProblem';
import { CopyButton } from './CopyButton';
import { Icon } from './Icon';

const shownMs = 30_000;

interface Props {
  /** Asks for the value, which is put on record. */
  load: () => Promise<string>;
  label: string;
}

/** A value, when its owner asks for it and no longer than he needs: it goes by itself, and when he looks elsewhere. */
export function Reveal({ load, label }: Props) {
  const { data, error, isPending, mutate, reset } = useMutation({ mutationFn: load, gcTime: 0 });
  const isShown = data !== undefined;
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(reset, shownMs);
    const hide = () => document.hidden && reset();
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [isShown, reset]);

  return (
    <Stack gap="xs">
      {isShown && <pre className="value" tabIndex={0} aria-label={label}>{data}</pre>}
      <Group gap="sm">
        {isShown
          ? <><CopyButton text={data} label="Copy it" /><Button variant="default" onClick={reset}>Hide it</Button></>
          : <Button variant="light" leftSection={<Icon name="eye" size={16} />} loading={isPending} onClick={() => mutate()}>Show it</Button>}
        <Text size="sm" c="dimmed" flex="1 1 12rem">{isShown ? 'It hides itself after 30 seconds.' : 'That you look at it is recorded in the audit.'}</Text>
      </Group>
      <ActionProblem error={error} title="It cannot be shown" />
    </Stack>
  );
}
