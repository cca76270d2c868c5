import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../../components/Confirm';
import { eraseUser } from './people';

interface Props {
  id: string;
  name: string;
  opened: boolean;
  onClose: () => void;
  onErased: () => void;
}

export function ErasePerson({ id, name, opened, onClose, onErased }: Props) {
  const [typed, setTyped] = useState('');
  const erase = useMutation({ mutationFn: eraseUser, onSuccess: onErased });
  const close = () => {
    setTyped('');
    onClose();
  };
  return (
    <Confirm opened={opened} title={`Erase ${name}`} action="Erase for good" doing={erase} disabled={typed !== name} onConfirm={() => erase.mutate(id)} onClose={close}>
      <Text size="sm">This cannot be taken back, by nobody.</Text>
      <TextInput label={<>Write <code className="break">{name}</code> to confirm</>} autoComplete="off" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </Confirm>
  );
}
