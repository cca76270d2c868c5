import { Alert, Button, Group, NativeSelect, Paper, PasswordInput, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { SignedOut } from '../../api/errors';
import { Problem } from '../../components/Problem';
import { canEncrypt, maxTextBytes, shortestPassphrase } from './format';
import { createLink, type NewShare, type ShareLink } from './shares';
import { defaultDuration, durations } from './words';

export function ShareForm({ onMade }: { onMade: (made: { url: string; link: ShareLink }) => void }) {
  const [tooLong, setTooLong] = useState(false);
  const create = useMutation({
    mutationFn: (share: NewShare) => createLink(share, window.location.origin),
    onSuccess: onMade,
    // What was shared is kept nowhere longer than it has to be.
    gcTime: 0,
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = String(fields.get('text'));
    const isTooLong = new TextEncoder().encode(text).length > maxTextBytes;
    setTooLong(isTooLong);
    if (!isTooLong) create.mutate({ text, views: Number(fields.get('views')), seconds: Number(fields.get('seconds')), passphrase: String(fields.get('passphrase')) });
  };

  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="share-title">
      <Title order={2} size="h4" id="share-title" mb="md">Share a secret</Title>
      <form onSubmit={submit}>
        <Stack gap="md">
          {!canEncrypt() && <Alert role="alert" color="red">Browsers encrypt only for pages that came over https, or from this machine. Open this one that way.</Alert>}
          <Textarea
            name="text"
            label="What is shared"
            rows={5}
            resize="vertical"
            required
            withAsterisk={false}
            autoComplete="off"
            spellCheck={false}
            error={tooLong && `That is more than ${maxTextBytes.toLocaleString('en')} bytes. Share where it is, and a key to it.`}
          />
          <Group align="flex-start" gap="md">
            <TextInput name="views" type="number" label="Can be opened" rightSection={<Text size="sm" c="dimmed">times</Text>} rightSectionWidth={56} min={1} max={100} step={1} defaultValue={1} required withAsterisk={false} w={150} />
            <NativeSelect name="seconds" label="Expires after" defaultValue={defaultDuration} data={durations.map(({ seconds, label }) => ({ value: String(seconds), label }))} w={150} />
            <PasswordInput name="passphrase" label="Passphrase, if you like" minLength={shortestPassphrase} autoComplete="new-password" placeholder={`At least ${shortestPassphrase} characters`} flex="1 1 14rem" />
          </Group>
          {create.error && !(create.error instanceof SignedOut) && <Problem error={create.error} title="No link was made" />}
          <Group><Button type="submit" loading={create.isPending} disabled={!canEncrypt()}>Make the link</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
