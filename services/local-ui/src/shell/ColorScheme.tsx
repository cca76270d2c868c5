import { SegmentedControl, useMantineColorScheme } from '@mantine/core';

const choices = [{ value: 'auto', label: 'Auto' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }] as const;

export function ColorScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Colours"
      data={[...choices]}
      value={colorScheme}
      onChange={(chosen) => setColorScheme(chosen as (typeof choices)[number]['value'])}
    />
  );
}
