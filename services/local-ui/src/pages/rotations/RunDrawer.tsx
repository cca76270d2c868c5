import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../components/Loaded';
import { SidePanel } from '../../components/SidePanel';
import { findRun } from './rotations';
import { RunDetails } from './RunDetails';

/** A run that moves is followed closely; one that waits in its overlap has time. */
export function RunDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const run = useQuery({
    queryKey: ['rotations', 'run', id],
    queryFn: ({ signal }) => findRun(id!, signal),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => (!data || data.run.endedAt ? false : data.run.notBefore ? 10_000 : 1_000),
  });
  return (
    <SidePanel opened={id !== null} onClose={onClose} title={run.data?.run.secret ?? 'A run'} classNames={{ title: 'key-title' }}>
      <Loaded query={run} what="the run">{({ run: one, steps }) => <RunDetails run={one} steps={steps} />}</Loaded>
    </SidePanel>
  );
}
