import { Text } from '@mantine/core';
import type { Cascade } from '../../api/model';
import { CascadeStepItem } from './CascadeStepItem';

export function CascadeList({ cascade }: { cascade: Cascade }) {
  if (cascade.steps.length === 0) return <Text>No source was asked.</Text>;
  return (
    <>
      <ol className="cascade" aria-label="Sources in the order asked">
        {cascade.steps.map((step, index) => (
          <CascadeStepItem key={`${index} ${step.source}`} step={step} won={step.source === cascade.winner} />
        ))}
      </ol>
      {cascade.winner === null && <Text>No source had it.</Text>}
    </>
  );
}
