import { useCallback, useEffect, useRef } from 'react';
import type { Overview, Secret } from '../api/model';
import { StateChip } from '../components/StateChip';
import { useHotkey } from '../hooks/useHotkey';
import { CascadeList } from './CascadeList';
import { SecretFacts } from './SecretFacts';
import { useCascade } from './useCascade';

interface DetailsPanelProps {
  secret: Secret;
  overview: Overview;
  onClose: () => void;
}

export function DetailsPanel({ secret, overview, onClose }: DetailsPanelProps) {
  const { cascade, problem } = useCascade(secret.key, overview);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const close = useCallback(() => {
    document.getElementById(`open-${secret.key}`)?.focus();
    onClose();
  }, [secret.key, onClose]);
  useHotkey('Escape', close);

  return (
    <aside className="details" role="dialog" aria-labelledby="details-title">
      <header className="details-header">
        <h2 id="details-title" ref={heading} tabIndex={-1}>{secret.key}</h2>
        <button type="button" className="button" onClick={close}>Close <kbd>Esc</kbd></button>
      </header>
      <p><StateChip secret={secret} /></p>
      {secret.description && <p>{secret.description}</p>}
      <SecretFacts secret={secret} />
      <h3>Where it was looked for</h3>
      {problem && <p className="details-problem" role="alert">Tried: {problem}.</p>}
      {cascade && <CascadeList cascade={cascade} />}
      {!cascade && !problem && <p role="status">Asking the Workflow Engine …</p>}
    </aside>
  );
}
