import { Anchor, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { SignedOut } from '../../api/errors';
import { EmptyState } from '../../components/EmptyState';
import { Loading } from '../../components/Loading';
import { Problem } from '../../components/Problem';
import { Section } from '../../components/Section';
import { Tone } from '../../components/Tone';
import { useNow } from '../../hooks/useNow';
import { usePlatform } from '../../session/Platform';
import { useWho } from '../../session/useMe';
import { useNames } from '../../session/useNames';
import { usePlans } from '../../session/useRotations';
import { listOpenIncidents } from '../incidents/incidents';
import { listIntegrations } from '../integrations/integrations';
import { listLinks } from '../shares/shares';
import { ofIncidents, ofIntegrations, ofLinks, ofRotations, ofSecrets } from './attention';

export function NeedsAttention() {
  const { feed: { overview } } = usePlatform();
  const who = useWho();
  const isAdmin = who.data?.role === 'admin';
  const nameOf = useNames();
  const now = useNow(60_000);
  const links = useQuery({ queryKey: ['shares'], queryFn: listLinks });
  const accounts = useQuery({ queryKey: ['integrations'], queryFn: ({ signal }) => listIntegrations(signal) });
  const plans = usePlans();
  const incidents = useQuery({ queryKey: ['incidents', 'open'], queryFn: ({ signal }) => listOpenIncidents(signal), enabled: isAdmin });
  const items = [
    ...ofIncidents(incidents.data ?? [], nameOf),
    ...(overview ? ofSecrets(overview) : []),
    ...ofRotations(plans.data ?? []),
    ...ofIntegrations(accounts.data ?? []),
    ...ofLinks(links.data ?? [], now),
  ];
  const problem = [who, links, accounts, plans, incidents].find(({ error }) => error && !(error instanceof SignedOut))?.error;
  const isLoading = !overview || who.isPending || links.isPending || accounts.isPending || (isAdmin && (plans.isPending || incidents.isPending));

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
