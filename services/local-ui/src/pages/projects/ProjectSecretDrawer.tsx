import { SidePanel } from '../../components/SidePanel';
import type { Project } from './projects';
import { ProjectSecretDetails } from './ProjectSecretDetails';
import type { Place, ProjectSecret } from './secrets';

interface Props {
  project: Project;
  place: Place | null;
  secret: ProjectSecret | null;
  onClose: () => void;
}

export function ProjectSecretDrawer({ project, place, secret, onClose }: Props) {
  return (
    <SidePanel opened={place !== null} onClose={onClose} title={place && `${place.key} · ${place.environment}`} classNames={{ title: 'key-title' }}>
      {place && <ProjectSecretDetails key={`${place.environment} ${place.key}`} project={project} place={place} secret={secret} onDeleted={onClose} />}
    </SidePanel>
  );
}
