import { TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';

interface Field {
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Props {
  value: string;
  onCommit: (value: string) => void;
  children: (field: Field) => ReactNode;
}

/** Counts when it is left or Enter is pressed, and follows what else changes it. */
export function CommittedInput({ value, onCommit, children }: Props) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setDraft(value);
  }
  const commit = () => draft !== value && onCommit(draft);
  return children({
    value: draft,
    onChange: setDraft,
    onBlur: commit,
    onKeyDown: ({ key }) => {
      if (key === 'Enter') commit();
    },
  });
}

type OneLine = Omit<TextInputProps, 'onChange'> & { onChange: (value: string) => void };

CommittedInput.Text = function Text({ onChange, ...props }: OneLine) {
  return <TextInput spellCheck={false} autoComplete="off" onChange={(event) => onChange(event.target.value)} {...props} />;
};

CommittedInput.Moment = function Moment(props: OneLine) {
  return <CommittedInput.Text type="datetime-local" {...props} />;
};
