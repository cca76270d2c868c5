import { Stack } from '@mantine/core';
import { Page } from '../../components/Page';
import { usePlatform } from '../../session/Platform';
import { useIsAdmin } from '../../session/useMe';
import { Tiles } from '../secrets/Tiles';
import { Metrics } from './Metrics';
import { NeedsAttention } from './NeedsAttention';
import { Parts } from './Parts';

export default function OverviewPage() {
  const { feed: { overview } } = usePlatform();
  const isAdmin = useIsAdmin();
  return (
    <Page title="Overview" description={overview ? `This platform runs in ${overview.mode} mode, environment ${overview.environment}.` : undefined}>
      <Stack gap="xl">
        {overview && overview.secrets.length > 0 && <Tiles overview={overview} />}
        <NeedsAttention />
        <Parts />
        {isAdmin && <Metrics />}
      </Stack>
    </Page>
  );
}
