import { Button, Group, Paper, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { Loaded } from '../../components/Loaded';
import { Matrix } from './Matrix';
import { environments, mayWrite, type Project } from './projects';
import { ProjectSecretDrawer } from './ProjectSecretDrawer';
import { listSecrets } from './secrets';
import { WriteSecret } from './WriteSecret';

/** The environments side by side; the one secret that is looked at stands in the address. */
export function Secrets({ project }: { project: Project }) {
  const { name } = project;
  const query = useQuery({ queryKey: ['projects', name, 'secrets'], queryFn: ({ signal }) => listSecrets(name, signal) });
  const [parameters, setParameters] = useSearchParams();
  const [writes, { open, close }] = useDisclosure(false);
  const environment = environments.find((one) => one === parameters.get('in'));
  const row = query.data?.find(({ key }) => key === parameters.get('key'));
  const add = mayWrite(project) && <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>Write a secret</Button>;
  return (
    <Stack gap="md">
      {query.data && query.data.length > 0 && add && <Group justify="flex-end">{add}</Group>}
      <Loaded query={query} what="the project's secrets" rows={4}>
        {(rows) => rows.length > 0
          ? <Matrix rows={rows} onOpen={(key, one) => setParameters({ key, in: one })} />
          : <Paper withBorder><EmptyState icon="key" title="This project has no secret yet" action={add}>What stands in its 1Password vault, in its .env files or in the database is shown here, environment by environment.</EmptyState></Paper>}
      </Loaded>
      <WriteSecret project={name} opened={writes} onClose={close} />
      <ProjectSecretDrawer project={project} place={row && environment ? { project: name, environment, key: row.key } : null} secret={row && environment ? row.cells[environment] : null} onClose={() => setParameters({})} />
    </Stack>
  );
}
