import { Anchor, Tabs } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import { useEngine } from '../../api/useEngine';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Grants } from './Grants';
import { Members } from './Members';
import { decodeProject, roleWords, urlOf } from './projects';
import { Secrets } from './Secrets';

export function ProjectView({ name }: { name: string }) {
  const query = useEngine(['projects', name], urlOf(name), decodeProject);
  const [parameters, setParameters] = useSearchParams();
  const tab = parameters.get('tab') ?? 'secrets';
  const role = query.data?.role;
  return (
    <Page
      title={name}
      description={<><Anchor component={Link} href="/projects" inherit underline="always">Projects</Anchor>{query.data && (role ? ` · You are ${role} here and ${roleWords[role] ?? 'a member'}.` : ' · You are no member, and see it as an admin of the platform.')}</>}
    >
      <Loaded query={query} what="the project" rows={4}>
        {(project) => (
          <Tabs value={tab} onChange={(chosen) => setParameters(chosen === 'secrets' ? {} : { tab: chosen ?? 'secrets' })} keepMounted={false}>
            <Tabs.List mb="lg">
              <Tabs.Tab value="secrets">Secrets</Tabs.Tab>
              <Tabs.Tab value="members">Members</Tabs.Tab>
              <Tabs.Tab value="grants">Grants</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="secrets"><Secrets project={project} /></Tabs.Panel>
            <Tabs.Panel value="members"><Members project={project} /></Tabs.Panel>
            <Tabs.Panel value="grants"><Grants project={project} /></Tabs.Panel>
          </Tabs>
        )}
      </Loaded>
    </Page>
  );
}
