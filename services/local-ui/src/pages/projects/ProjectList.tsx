import { Anchor, Button, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'wouter';
import { useEngineList } from '../../api/useEngine';
import { Ago } from '../../components/Ago';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Tone } from '../../components/Tone';
import { CreateProject } from './CreateProject';
import { decodeProject, projectsUrl } from './projects';

export function ProjectList() {
  const query = useEngineList(['projects'], projectsUrl, decodeProject);
  const [creates, { open, close }] = useDisclosure(false);
  const create = <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>New project</Button>;
  return (
    <Page title="Projects" description="Secrets of one project, for its members, in three environments." actions={query.data && query.data.length > 0 && create}>
      <Loaded query={query} what="your projects" rows={4}>
        {(list) => list.length === 0 ? <EmptyState icon="folder" title="No project yet" action={create}>Make one, or ask an admin of one to make you a member.</EmptyState> : (
          <Paper withBorder component="ul" className="rows">
            {list.map(({ name, role, onePasswordVault, createdAt }) => (
              <li key={name} className="rows-item">
                <div className="rows-what">
                  <Anchor component={Link} href={`/projects/${encodeURIComponent(name)}`} className="key">{name}</Anchor>
                  <Text size="sm" c="dimmed" className="break">made <Ago at={createdAt} />{onePasswordVault && ` · 1Password vault ${onePasswordVault}`}</Text>
                </div>
                <Tone tone={role ? 'accent' : 'quiet'}>{role ?? 'not a member'}</Tone>
              </li>
            ))}
          </Paper>
        )}
      </Loaded>
      <CreateProject opened={creates} onClose={close} />
    </Page>
  );
}
