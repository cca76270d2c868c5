import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem } from './Problem';

interface Props {
  opened: boolean;
  title: string;
  /** The verb, as on the button. */
  action: string;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  /** What will happen, and to whom. */
  children: ReactNode;
  disabled?: boolean;
  color?: string;
}

/** Before what cannot be taken back. What went wrong is told in the same place, and can be tried again. */
export function Confirm({ opened, title, action, busy, error, onConfirm, onClose, children, disabled = false, color = 'red' }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack gap="md">
        {children}
        {error && <Problem error={error} title="It was not done" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button color={color} loading={busy} disabled={disabled} onClick={onConfirm}>{action}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
