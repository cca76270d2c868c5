import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { decodeCascade } from '../../api/decode';
import { useAction } from '../../api/useAction';
import { useEngine } from '../../api/useEngine';
import { Confirm } from '../../components/Confirm';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { CascadeList } from '../secrets/CascadeList';
import { ChangeSecret } from './ChangeSecret';
import { mayWrite, type Project } from './projects';
import { SecretVersions } from './SecretVersions';
import { deleteSecret, type Place, type ProjectSecret, secretUrl } from './secrets';

interface Props {
  project: Project;
  place: Place;
  secret: ProjectSecret | null;
  onDeleted: () => void;
}

export function ProjectSecretDetails({ project, place, secret, onDeleted }: Props) {
  const key = ['projects', place.project, place.environment, place.key];
  const cascade = useEngine([...key, 'cascade'], `${secretUrl(place)}/explanation`, decodeCascade);
  const [asks, { open, close }] = useDisclosure(false);
  const end = useAction(deleteSecret, [['projects', place.project]], onDeleted);
  const writes = mayWrite(project);
  // What is in the database alone has versions here: those of 1Password are counted there.
  const version = secret?.source === 'vault' ? secret.version : null;

  return (
    <Stack gap="xl">
      <Section title="Where it is looked for"><Loaded query={cascade} what="its sources" rows={3}>{(found) => <CascadeList cascade={found} />}</Loaded></Section>
      {writes && <ChangeSecret place={place} version={version ?? 0} />}
      {version !== null && <SecretVersions place={place} version={version} mayRestore={writes} />}
      {writes && version !== null && <Button variant="outline" color="red" onClick={open} className="end">Delete it</Button>}
      <Confirm opened={asks} title={`Delete ${place.key} in ${place.environment}?`} action="Delete it for good" doing={end} onConfirm={() => end.mutate(place)} onClose={close}>
        <Text>All its versions in the database go, and nobody can bring them back. What reads it will miss it.</Text>
      </Confirm>
    </Stack>
  );
}
