import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Stack } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { LinkList } from './LinkList';
import { LinkMade } from './LinkMade';
import { ShareForm } from './ShareForm';
import { listLinks, type ShareLink } from './shares';

export default function SharePage() {
  const queries = useQueryClient();
  const links = useQuery({ queryKey: ['shares'], queryFn: listLinks });
  const [made, setMade] = useState<{ url: string; link: ShareLink } | null>(null);

  return (
    <Page title="Shares" description="Links that show a secret a few times and then destroy it. It is encrypted in this browser; the key is in the link alone.">
      <Stack gap="xl" maw={860}>
        {made ? <LinkMade {...made} onDone={() => setMade(null)} /> : (
          <ShareForm
            onMade={(result) => {
              setMade(result);
              void queries.invalidateQueries({ queryKey: ['shares'] });
            }}
          />
        )}
        <Loaded query={links} what="your links" rows={3}>
          {(list) => list.length > 0 ? <LinkList links={list} /> : <EmptyState icon="link" title="No link yet">Those that you make are listed here, with how often they were opened.</EmptyState>}
        </Loaded>
      </Stack>
    </Page>
  );
}
