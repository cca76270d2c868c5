import { Button, Group, Paper, Stack, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { Loaded } from '../../components/Loaded';
import { isDifferent } from './differences';
import { Matrix } from './Matrix';
import { environments, mayWrite, type Project } from './projects';
import { ProjectSecretDrawer } from './ProjectSecretDrawer';
import { listSecrets } from './secrets';
import { WriteSecret } from './WriteSecret';

/** The environments side by side; the one secret that is looked at stands in the address, and so does whether only what differs is shown. */
export function Secrets({ project }: { project: Project }) {
  const { name } = project;
  const query = useQuery({ queryKey: ['projects', name, 'secrets'], queryFn: ({ signal }) => listSecrets(name, signal) });
  const [parameters, setParameters] = useSearchParams();
  const [writes, { open, close }] = useDisclosure(false);
  const environment = environments.find((one) => one === parameters.get('in'));
  const row = query.data?.find(({ key }) => key === parameters.get('key'));
  const isFiltered = parameters.has('differences');
  const change = (changes: Record<string, string | null>) => setParameters((before) => {
    const after = new URLSearchParams(before);
    for (const [parameter, value] of Object.entries(changes)) {
      if (value === null) after.delete(parameter);
      else after.set(parameter, value);
    }
    return after;
  });
  const showAll = (all: boolean) => change({ differences: all ? null : '' });
  const add = mayWrite(project) && <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>Write a secret</Button>;
  return (
    <Stack gap="md">
      {query.data && query.data.length > 0 && (
        <Group justify="space-between">
          <Switch label={`Only differences: ${query.data.filter(isDifferent).length} of ${query.data.length}`} checked={isFiltered} onChange={(event) => showAll(!event.target.checked)} />
          {add}
        </Group>
      )}
      <Loaded query={query} what="the project's secrets" rows={4}>
        {(rows) => {
          const shown = isFiltered ? rows.filter(isDifferent) : rows;
          if (shown.length > 0) return <Matrix rows={shown} onOpen={(key, one) => change({ key, in: one })} />;
          if (rows.length > 0) return <Paper withBorder><EmptyState icon="check" title="No environment differs" action={<Button variant="light" onClick={() => showAll(true)}>Show all</Button>}>Every key is set in each of them, at the same version where they have versions.</EmptyState></Paper>;
          return <Paper withBorder><EmptyState icon="key" title="This project has no secret yet" action={add}>What stands in its 1Password vault, in its .env files or in the database is shown here, environment by environment.</EmptyState></Paper>;
        }}
      </Loaded>
      <WriteSecret project={name} opened={writes} onClose={close} />
      <ProjectSecretDrawer project={project} place={row && environment ? { project: name, environment, key: row.key } : null} secret={row && environment ? row.cells[environment] : null} onClose={() => change({ key: null, in: null })} />
    </Stack>
  );
}
