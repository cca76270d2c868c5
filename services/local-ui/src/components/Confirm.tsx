import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { ActionProblem } from './ActionProblem';
import { Dialog } from './Dialog';

interface Props {
  opened: boolean;
  title: string;
  /** The verb, as on the button. */
  action: string;
  /** What is done then: begun by `onConfirm`, forgotten when this closes, with what went wrong. */
  doing: { isPending: boolean; error: Error | null; reset: () => void };
  onConfirm: () => void;
  onClose: () => void;
  /** What will happen, and to whom. */
  children: ReactNode;
  disabled?: boolean;
  color?: string;
}

/** Before what cannot be taken back. What went wrong is told in the same place, and can be tried again. */
export function Confirm({ opened, title, action, doing: { isPending, error, reset }, onConfirm, onClose, children, disabled = false, color = 'red' }: Props) {
  useEffect(() => {
    if (!opened) reset();
  }, [opened, reset]);
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack gap="md">
        {children}
        <ActionProblem error={error} title="It was not done" />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button color={color} loading={isPending} disabled={disabled} onClick={onConfirm}>{action}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
