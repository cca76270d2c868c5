import { Text } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Page } from '../../components/Page';
import { ConfirmStep } from './ConfirmStep';
import { scopes, type Target } from './incidents';
import { PlanStep } from './PlanStep';
import { TargetStep } from './TargetStep';

const steps = ['What it is of', 'What would be done', 'Confirm'];

/** In a hurry nobody should have to guess: say what it is of, read what would be done, confirm it. A link may say the first already. */
export function DeclarePage() {
  const [parameters] = useSearchParams();
  const [step, setStep] = useState(0);
  const [target, setTarget] = useState<Target>({ scope: scopes.find((scope) => scope === parameters.get('scope')) ?? 'secret', subject: parameters.get('subject') ?? '' });
  const [reason, setReason] = useState('');

  return (
    <Page title="Declare an incident" description="Nothing is changed before you confirm.">
      <Text component="p" size="sm" c="dimmed" mb="xs" role="status">Step {step + 1} of {steps.length}: {steps[step]}</Text>
      <div className="wizard">
        {step === 0 && <TargetStep target={target} reason={reason} onChange={setTarget} onReason={setReason} onNext={() => setStep(1)} />}
        {step === 1 && <PlanStep target={target} onBack={() => setStep(0)} onNext={() => setStep(2)} />}
        {step === 2 && <ConfirmStep target={target} reason={reason} onBack={() => setStep(1)} />}
      </div>
    </Page>
  );
}
