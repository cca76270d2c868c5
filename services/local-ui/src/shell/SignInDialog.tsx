import { Text } from '@mantine/core';
import { Dialog } from '../components/Dialog';
import { SignInForm } from './SignInForm';

/** A session that ended while its page was open: the page stays as it is behind this, with what was typed there. */
export function SignInDialog({ opened }: { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={() => {}} withCloseButton={false} closeOnEscape={false} title="Sign in again" overlayProps={{ backgroundOpacity: 0.6, blur: 6 }}>
      <Text size="sm" mb="md">Your session has ended. What you were doing is still here, and goes on when you are signed in.</Text>
      <SignInForm />
    </Dialog>
  );
}
