import { Modal, type ModalProps } from '@mantine/core';
import { useLayer } from '../hooks/useLayer';

/** Escape closes it when it is on top. */
export function Dialog({ closeOnEscape = true, ...props }: ModalProps) {
  const isTop = useLayer(props.opened);
  return <Modal closeOnEscape={closeOnEscape && isTop} {...props} />;
}
