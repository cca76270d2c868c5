import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { usePlatform } from '../session/Platform';
import { type Grant, signIn } from '../session/session';

/** What somebody pasted: the whole link, its code alone, or an API key. */
function grantOf(text: string): Grant {
  const pasted = text.trim();
  return pasted.startsWith('dfk_') ? { grant: 'api-key', key: pasted } : { grant: 'code', code: pasted.replace(/^.*#sign-in=/, '') };
}

export function SignInForm() {
  const { linkProblem, signedIn } = usePlatform();
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const problem = refused ?? linkProblem;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    signIn(grantOf(String(new FormData(event.currentTarget).get('pasted'))))
      .then(signedIn, (error: Error) => setRefused(error.message))
      .finally(() => setBusy(false));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {problem && <Alert role="alert" color="red">{problem}</Alert>}
        {/* Not shown while it is typed, and not kept by the browser. */}
        <PasswordInput name="pasted" label="Link or API key" autoComplete="off" required withAsterisk={false} data-autofocus autoFocus />
        <Button type="submit" loading={busy} fullWidth>Sign in</Button>
        <Text size="sm" c="dimmed">
          The app host prints a link at its start: <code>sign in, once: http://localhost:3737/#sign-in=…</code> Open it, or paste it here. Where there is none, an
          API key does as well.
        </Text>
      </Stack>
    </form>
  );
}
