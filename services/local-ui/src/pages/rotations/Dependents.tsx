import { Skeleton, Text } from '@mantine/core';
import { SignedOut } from '../../api/errors';
import { Ago } from '../../components/Ago';
import { Problem } from '../../components/Problem';
import { useDependents } from '../../session/useDependents';

/** Who has to take up another value of a secret. */
export function Dependents({ secret }: { secret: string }) {
  const { data, error } = useDependents(secret);
  if (error && !(error instanceof SignedOut)) return <Problem error={error} title="Who uses it is not known now" />;
  if (!data) return <Skeleton height={24} />;
  if (data.length === 0) return <Text size="sm">No service is known to use it.</Text>;
  return (
    <ul className="bullets">
      {data.map(({ service, state, lastRead }) => (
        <li key={service}><strong>{service}</strong> <Text span inherit c="dimmed">{state === 'never-read' ? 'declares it, was never seen to read it' : <>read it last <Ago at={lastRead} /></>}</Text></li>
      ))}
    </ul>
  );
}
