import type { CascadeStep } from '../api/model';
import { sourceWord } from '../secrets/words';

const tones: Record<string, string> = {
  found: 'found',
  'found, stale': 'placeholder',
  empty: 'placeholder',
  placeholder: 'placeholder',
  unavailable: 'unavailable',
  denied: 'missing',
  ambiguous: 'missing',
};

export function CascadeStepItem({ step, won }: { step: CascadeStep; won: boolean }) {
  return (
    <li className={won ? 'step won' : 'step'} aria-current={won || undefined}>
      <div className="step-head">
        <strong>{sourceWord(step.source)}</strong>
        <span className={`chip tone-${tones[step.outcome] ?? 'optional'}`}>{step.outcome}</span>
        {won && <span className="tag tag-won">wins</span>}
      </div>
      {step.detail && <p className="step-detail">{step.detail}</p>}
      {step.remedy && <p className="remedy"><span>Remedy</span> {step.remedy}</p>}
    </li>
  );
}
