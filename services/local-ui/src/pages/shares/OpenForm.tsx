import { Alert, Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../api/errors';
import { canEncrypt, type ShareKey, takesPassphrase } from './format';
import { openLink, type Shared } from './shares';

interface Props {
  id: string;
  shareKey: ShareKey;
  onOpened: (shared: Shared) => void;
}

/** After these there is nothing to try again. */
const final = ['none', 'used-up', 'expired', 'revoked', 'locked'];

export function OpenForm({ id, shareKey, onOpened }: Props) {
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const isOver = problem instanceof Refused && final.includes(problem.outcome ?? '');

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    openLink(id, shareKey, String(new FormData(event.currentTarget).get('passphrase') ?? ''))
      .then(onOpened, setProblem)
      .finally(() => setBusy(false));
  };

  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="open-title">
      <Stack gap="md">
        <Title order={1} size="h3" id="open-title">{isOver ? 'Nothing to open' : 'Somebody shares a secret with you'}</Title>
        {problem && <Alert role="alert" color={isOver ? 'gray' : 'red'}>{problem.message}</Alert>}
        {!canEncrypt() && <Alert role="alert" color="red">Browsers decrypt only for pages that came over https, or from this machine. Open this one that way.</Alert>}
        {!isOver && (
          <form onSubmit={submit}>
            <Stack gap="md">
              <Text>It is shown when you ask for it, which takes one of its views; with the last of them it is destroyed. It is decrypted in this browser.</Text>
              {takesPassphrase(shareKey) && <PasswordInput name="passphrase" label="Passphrase" autoComplete="off" required withAsterisk={false} autoFocus />}
              <Button type="submit" disabled={!canEncrypt()} loading={busy}>Show what is shared</Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Paper>
  );
}
