import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Ago } from '../../components/Ago';
import { CopyButton } from '../../components/CopyButton';
import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import type { Credentials } from './leases';

/** A password on a screen is read by whoever walks past: it hides itself again. */
export const shownMs = 30_000;

const hidden = '••••••••••••';

export function LeaseOpened({ credentials, onDone }: { credentials: Credentials; onDone: () => void }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setTimeout(() => setShown(false), shownMs);
    return () => clearTimeout(timer);
  }, [isShown]);
  const { lease, host, port, database, user, password, url } = credentials;
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="opened-title">
      <Stack gap="md">
        <Title order={2} size="h4" id="opened-title">Your lease is open</Title>
        <Text>Its password is here and nowhere else: when you leave this page, it is gone. It ends <Ago at={lease.expiresAt} />, unless you renew it.</Text>
        <pre className="value" tabIndex={0} aria-label="Connection string">{isShown ? url : url.replace(/:[^:@/]*@/, `:${hidden}@`)}</pre>
        <Group gap="sm">
          <CopyButton text={url} label="Copy the connection string" />
          <CopyButton text={password} label="Copy the password" />
          <Button variant="default" aria-pressed={isShown} onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</Button>
          <Button variant="subtle" onClick={onDone}>Done, forget it</Button>
        </Group>
        <Facts>
          <Fact name="Profile">{lease.profile}</Fact>
          <Fact name="Where"><code>{host}:{port}/{database}</code></Fact>
          <Fact name="User"><code>{user}</code></Fact>
        </Facts>
      </Stack>
    </Paper>
  );
}
