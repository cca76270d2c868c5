import { Button } from '@mantine/core';
import { useState } from 'react';
import { Icon } from './Icon';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState(label);
  const copy = () => navigator.clipboard.writeText(text).then(() => setSaid('Copied'), () => setSaid('Not allowed: select and copy it'));
  return <Button leftSection={<Icon name={said === 'Copied' ? 'check' : 'copy'} size={16} />} aria-live="polite" onClick={() => void copy()}>{said}</Button>;
}
