import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { problemWords } from '../../session/signInOptions';
import { IntegrationCard } from './IntegrationCard';
import { listIntegrations } from './integrations';

/** Accounts elsewhere; what the way back from one came to is told once. */
export function Accounts() {
  const query = useQuery({ queryKey: ['integrations'], queryFn: ({ signal }) => listIntegrations(signal) });
  const [parameters, setParameters] = useSearchParams();
  const connected = parameters.get('connected');
  const problem = problemWords[parameters.get('problem') ?? ''];
  const name = connected ?? parameters.get('provider');
  const title = query.data?.find(({ provider }) => provider === name)?.title ?? 'The provider';
  if (query.data?.length === 0) return null;
  return (
    <Section title="Accounts" description="What the platform may do for you elsewhere. Tokens are encrypted, yours alone, and renewed before they expire.">
      {(connected || problem) && (
        <Alert role="status" mb="md" color={problem ? 'red' : 'green'} withCloseButton closeButtonLabel="Close" onClose={() => setParameters({}, { replace: true })}>
          {problem ? problem(title) : `${title} is connected.`}
        </Alert>
      )}
      <Loaded query={query} what="your accounts" rows={2}>
        {(list) => <ul className="cards">{list.map((integration) => <IntegrationCard key={integration.provider} integration={integration} />)}</ul>}
      </Loaded>
    </Section>
  );
}
