import type { Secret } from '../../api/model';
import { SidePanel } from '../../components/SidePanel';
import { SecretDetails } from './SecretDetails';

interface SecretDrawerProps {
  secret: Secret | undefined;
  onClose: () => void;
}

export function SecretDrawer({ secret, onClose }: SecretDrawerProps) {
  return (
    <SidePanel opened={secret !== undefined} onClose={onClose} title={secret?.key} classNames={{ title: 'key-title' }}>
      {secret && <SecretDetails key={secret.key} secret={secret} />}
    </SidePanel>
  );
}
