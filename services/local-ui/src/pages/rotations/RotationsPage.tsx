import { Stack } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { usePlans, useRuns } from '../../session/useRotations';
import { PlansTable } from './PlansTable';
import { RotateDialog } from './RotateDialog';
import { RunDrawer } from './RunDrawer';
import { RunList } from './RunList';
import { Tiles } from './Tiles';

/** Runs go on by themselves: what the page shows of them is looked at again. */
const lookAgainMs = 10_000;

/** What is open stands in the address: the run that is looked at, and the secret that is to be rotated. */
export default function RotationsPage() {
  const plans = usePlans(lookAgainMs);
  const runs = useRuns(null, lookAgainMs);
  const [parameters, setParameters] = useSearchParams();
  const open = (name: 'run' | 'rotate' | null, value = '') => setParameters(name ? { [name]: value } : {});

  return (
    <Page title="Rotations" description="What replaces each secret, and when. A run proves the new value before it ends the old one.">
      <Stack gap="xl">
        <Loaded query={plans} what="the schedule">
          {(list) => list.length === 0
            ? <EmptyState icon="rotate" title="Nothing to rotate yet">Secrets of <code>config/secrets.yaml</code> are listed here, with what replaces them.</EmptyState>
            : <><Tiles plans={list} /><PlansTable plans={list} onRotate={(secret) => open('rotate', secret)} onRun={(run) => open('run', run)} /></>}
        </Loaded>
        <Loaded query={runs} what="the runs" rows={3}>{(list) => <RunList runs={list} onOpen={(run) => open('run', run)} />}</Loaded>
      </Stack>
      <RotateDialog secret={parameters.get('rotate')} onClose={() => open(null)} onStarted={(run) => open('run', run)} />
      <RunDrawer id={parameters.get('run')} onClose={() => open(null)} />
    </Page>
  );
}
