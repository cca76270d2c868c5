import { Badge, Group, Text } from '@mantine/core';
import type { CascadeStep } from '../../api/model';
import { Tone, type ToneName } from '../../components/Tone';
import { sourceWord } from './words';

const tones: Record<string, ToneName> = {
  found: 'good',
  'found, stale': 'warning',
  empty: 'warning',
  placeholder: 'warning',
  unavailable: 'warning',
  denied: 'bad',
  ambiguous: 'bad',
};

export function CascadeStepItem({ step, won }: { step: CascadeStep; won: boolean }) {
  return (
    <li className={won ? 'step step-won' : 'step'} aria-current={won || undefined}>
      <Group gap="xs">
        <Text span fw={650}>{sourceWord(step.source)}</Text>
        <Tone tone={tones[step.outcome] ?? 'quiet'}>{step.outcome}</Tone>
        {won && <Badge variant="filled">wins</Badge>}
      </Group>
      {step.detail && <Text size="sm" c="dimmed" className="break">{step.detail}</Text>}
      {step.remedy && <Text size="sm" className="break"><Text span inherit fw={650}>Remedy</Text> {step.remedy}</Text>}
    </li>
  );
}
