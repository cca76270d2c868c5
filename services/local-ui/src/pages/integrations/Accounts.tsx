import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { problemOf } from '../../session/signInOptions';
import { IntegrationCard } from './IntegrationCard';
import { listIntegrations } from './integrations';

/** Accounts elsewhere; what the way back from one came to is told once. */
export function Accounts() {
  const query = useQuery({ queryKey: ['integrations'], queryFn: ({ signal }) => listIntegrations(signal) });
  const [parameters, setParameters] = useSearchParams();
  const find = (name: string | null) => query.data?.find(({ provider }) => provider === name);
  const problem = problemOf(parameters.get('problem'), find(parameters.get('provider'))?.title ?? 'The provider');
  // An address says what it likes: the engine says what is.
  const back = find(parameters.get('connected'));
  const connected = back?.state === 'connected' ? back.title : null;
  if (query.data?.length === 0) return null;
  return (
    <Section title="Accounts" description="What the platform may do for you elsewhere. Tokens are encrypted, yours alone, and renewed before they expire.">
      {(connected || problem) && (
        <Alert role="status" mb="md" color={problem ? 'red' : 'green'} withCloseButton closeButtonLabel="Close" onClose={() => setParameters({}, { replace: true })}>
          {problem ?? `${connected} is connected.`}
        </Alert>
      )}
      <Loaded query={query} what="your accounts" rows={2}>
        {(list) => <ul className="cards">{list.map((integration) => <IntegrationCard key={integration.provider} integration={integration} />)}</ul>}
      </Loaded>
    </Section>
  );
}
