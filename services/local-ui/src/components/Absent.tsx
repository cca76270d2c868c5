import { Text, VisuallyHidden } from '@mantine/core';

export function Absent() {
  return (
    <Text span inherit c="dimmed">
      <span aria-hidden="true">–</span>
      <VisuallyHidden>none</VisuallyHidden>
    </Text>
  );
}
