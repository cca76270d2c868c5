import { Container, Group, Paper, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { readKey } from './format';
import { Opened } from './Opened';
import { OpenForm } from './OpenForm';
import type { Shared } from './shares';

const address = /^\/s\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** To look at this page takes no view: a chat that does so for a preview has no key, and asks for nothing. */
export default function OpenPage({ location = window.location, history = window.history }: { location?: Location; history?: History }) {
  const id = address.exec(location.pathname)?.[1];
  // Read once: it leaves the address when the link was opened.
  const [key] = useState(() => readKey(location.hash));
  const [shared, setShared] = useState<Shared | null>(null);
  useEffect(() => void (document.title = 'A shared secret · DevFlow'), []);

  const opened = (what: Shared) => {
    setShared(what);
    history.replaceState(null, '', location.pathname);
  };

  return (
    <>
      <Group component="header" p="md" className="brand">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <Text span fw={700}>DevFlow</Text>
      </Group>
      <Container component="main" size={620} py="xl">
        {!id || !key ? (
          <Paper withBorder p="lg" component="section">
            <Title order={1} size="h3" mb="xs">This link is not whole</Title>
            <Text>A part of it is missing. Take all of it, with what stands behind the <code>#</code>: that is the key, and nobody but who sent it has it.</Text>
          </Paper>
        ) : shared ? <Opened shared={shared} /> : <OpenForm id={id} shareKey={key} onOpened={opened} />}
      </Container>
    </>
  );
}
