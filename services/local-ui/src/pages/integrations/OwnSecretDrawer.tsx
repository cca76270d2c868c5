import { SidePanel } from '../../components/SidePanel';
import { OwnSecretDetails } from './OwnSecretDetails';
import type { OwnSecret } from './ownSecrets';

export function OwnSecretDrawer({ secret, onClose }: { secret: OwnSecret | undefined; onClose: () => void }) {
  return (
    <SidePanel opened={secret !== undefined} onClose={onClose} title={secret?.name} classNames={{ title: 'key-title' }}>
      {secret && <OwnSecretDetails key={secret.name} secret={secret} onDeleted={onClose} />}
    </SidePanel>
  );
}
