import { Stack } from '@mantine/core';
import { Page } from '../../components/Page';
import { Accounts } from './Accounts';
import { OwnSecrets } from './OwnSecrets';

export default function IntegrationsPage() {
  return (
    <Page title="Integrations" description="Your accounts elsewhere, and the secrets that are yours.">
      <Stack gap="xl">
        <Accounts />
        <OwnSecrets />
      </Stack>
    </Page>
  );
}
