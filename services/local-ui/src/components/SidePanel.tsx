import { Drawer, type DrawerProps } from '@mantine/core';
import { useLayer } from '../hooks/useLayer';

/** What is looked at closer, beside the page. Escape closes it when it is on top. */
export function SidePanel(props: DrawerProps) {
  const isTop = useLayer(props.opened);
  return <Drawer closeOnEscape={isTop} {...props} />;
}
