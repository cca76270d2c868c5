import { Anchor, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { SignedOut } from '../../api/errors';
import { useEngineList } from '../../api/useEngine';
import { EmptyState } from '../../components/EmptyState';
import { Loading } from '../../components/Loading';
import { Problem } from '../../components/Problem';
import { Section } from '../../components/Section';
import { Tone } from '../../components/Tone';
import { useNow } from '../../hooks/useNow';
import { usePlatform } from '../../session/Platform';
import { useIsAdmin } from '../../session/useMe';
import { listIntegrations } from '../integrations/integrations';
import { listLinks } from '../shares/shares';
import { decodeIncident, decodePlan, ofIncidents, ofIntegrations, ofLinks, ofRotations, ofSecrets } from './attention';

export function NeedsAttention() {
  const { feed: { overview } } = usePlatform();
  const isAdmin = useIsAdmin();
  const now = useNow(60_000);
  const links = useQuery({ queryKey: ['shares'], queryFn: listLinks });
  const accounts = useQuery({ queryKey: ['integrations'], queryFn: ({ signal }) => listIntegrations(signal) });
  const plans = useEngineList(['rotations', 'plans'], '/api/v1/rotations', decodePlan, isAdmin);
  const incidents = useEngineList(['incidents', 'open'], '/api/v1/incidents?open=true', decodeIncident, isAdmin);
  const items = [
    ...ofIncidents(incidents.data ?? []),
    ...(overview ? ofSecrets(overview) : []),
    ...ofRotations(plans.data ?? []),
    ...ofIntegrations(accounts.data ?? []),
    ...ofLinks(links.data ?? [], now),
  ];
  const problem = [links, accounts, plans, incidents].find(({ error }) => error && !(error instanceof SignedOut))?.error;
  const isLoading = !overview || links.isPending || accounts.isPending || (isAdmin && (plans.isPending || incidents.isPending));

  return (
    <Section title="Needs attention">
      {problem && <Problem error={problem} title="Not all of it could be looked at" />}
      {items.length > 0 && (
        <Paper withBorder component="ul" className="rows">
          {items.map(({ id, tone, word, what, why, href }) => (
            <li key={id} className="rows-item">
              <Tone tone={tone}>{word}</Tone>
              <div className="rows-what">
                {href ? <Anchor component={Link} href={href} className="key">{what}</Anchor> : <span className="key">{what}</span>}
                <Text size="sm" c="dimmed" className="break">{why}</Text>
              </div>
            </li>
          ))}
        </Paper>
      )}
      {items.length === 0 && isLoading && !problem && <Loading what="what needs attention" rows={3} />}
      {items.length === 0 && !isLoading && !problem && <Paper withBorder><EmptyState icon="check" title="Nothing does">Every secret that is required is found, and nothing is overdue.</EmptyState></Paper>}
    </Section>
  );
}
