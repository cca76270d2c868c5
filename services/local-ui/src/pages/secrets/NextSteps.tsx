import { Button, Group } from '@mantine/core';
import { Link } from 'wouter';
import type { Secret } from '../../api/model';
import { Icon, type IconName } from '../../components/Icon';
import { useMe } from '../../session/useMe';
import { usePlans } from '../../session/useRotations';

/** Where one goes from here, as links that can be opened beside this page; nothing that would be refused there. */
export function NextSteps({ secret: { key, secret } }: { secret: Secret }) {
  const me = useMe();
  const plan = usePlans().data?.find((one) => one.secret === key);
  // An engine that knows of no people has none of these pages.
  if (!me) return null;
  const isAdmin = me.role === 'admin';
  const step = (icon: IconName, label: string, path: string, query: Record<string, string>) => (
    <Button component={Link} href={`${path}?${new URLSearchParams(query)}`} size="compact-sm" variant="default" leftSection={<Icon name={icon} size={14} />}>{label}</Button>
  );
  return (
    <Group gap="xs" component="nav" aria-label="What to do next">
      {plan?.run && step('rotate', 'Show its rotation', '/rotations', { run: plan.run })}
      {plan?.rotator && !plan.run && step('rotate', 'Rotate it', '/rotations', { rotate: key })}
      {step('list', isAdmin ? 'All its accesses' : 'Accesses on your behalf', '/audit', { key })}
      {isAdmin && secret && step('alert', 'Declare a breach', '/incidents/declare', { scope: 'secret', subject: key })}
    </Group>
  );
}
