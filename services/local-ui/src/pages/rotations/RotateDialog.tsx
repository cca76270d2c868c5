import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { askedOnce } from '../../api/askedOnce';
import { SignedOut } from '../../api/errors';
import { Confirm } from '../../components/Confirm';
import { Problem } from '../../components/Problem';
import { Dependents } from './Dependents';
import { PreviewFacts } from './PreviewFacts';
import { preview, rotate } from './rotations';

interface Props {
  secret: string | null;
  onClose: () => void;
  onStarted: (run: string) => void;
}

/** A dry run first: nobody rotates without having read what will happen, and to whom. */
export function RotateDialog({ secret, onClose, onStarted }: Props) {
  const queries = useQueryClient();
  const plan = useQuery({ queryKey: ['rotation-preview', secret], queryFn: ({ signal }) => preview(secret!, signal), enabled: secret !== null, ...askedOnce });
  const start = useMutation({
    mutationFn: rotate,
    onSuccess: (run) => {
      void queries.invalidateQueries({ queryKey: ['rotations'] });
      onStarted(run.id);
    },
  });
  const problem = plan.error instanceof SignedOut ? null : plan.error;
  return (
    <Confirm
      opened={secret !== null}
      title={`Rotate ${secret ?? ''}`}
      action="Rotate now"
      color="iris"
      doing={start}
      disabled={!plan.data || plan.data.problem !== null}
      onConfirm={() => secret && start.mutate(secret)}
      onClose={onClose}
    >
      {problem && <Problem error={problem} title="The dry run did not work" onRetry={() => void plan.refetch()} />}
      {!plan.data && !problem && <Stack gap="xs" aria-busy="true"><Text role="status" size="sm" c="dimmed">Doing a dry run: nothing is changed …</Text><Skeleton height={80} /></Stack>}
      {plan.data?.problem && <Alert role="alert" color="red" title="It would fail before anything is touched">{plan.data.problem}</Alert>}
      {plan.data && <PreviewFacts preview={plan.data} />}
      {secret && (
        <section>
          <Title order={3} size="h5" mb={4}>Who is affected</Title>
          <Dependents secret={secret} />
        </section>
      )}
    </Confirm>
  );
}
