import { useState } from 'react';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState(label);
  const copy = () => navigator.clipboard.writeText(text).then(() => setSaid('Copied'), () => setSaid('Not allowed: select and copy it'));
  return <button type="button" className="button button-main" aria-live="polite" onClick={() => void copy()}>{said}</button>;
}
