import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ToneName } from './Tone';

interface Props {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  tone?: ToneName;
}

/** One figure of a list of them (a dl). */
export function Stat({ label, value, note, tone = 'quiet' }: Props) {
  return (
    <Paper withBorder p="sm" className={`stat stat-${tone}`}>
      <Text component="dt" size="sm" c="dimmed">{label}</Text>
      <Text component="dd" className="stat-value">{value}</Text>
      {note && <Text component="dd" size="xs" c="dimmed" className="break">{note}</Text>}
    </Paper>
  );
}
