import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Icon } from '../../components/Icon';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { findIncident, incidentUrl } from './incidents';
import { IncidentDetails } from './IncidentDetails';

/** An incident that is being answered is followed closely; one that waits for people has time. */
export function IncidentPage({ id }: { id: string }) {
  const incident = useQuery({
    queryKey: ['incidents', id],
    queryFn: ({ signal }) => findIncident(id, signal),
    refetchInterval: ({ state: { data } }) => (!data || data.incident.closedAt ? false : data.incident.open > data.incident.forPeople ? 1_000 : 10_000),
  });
  return (
    <Page
      title="Incident"
      actions={incident.data && (
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default" leftSection={<Icon name="download" size={16} />}>Report</Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={`${incidentUrl(id)}/report`} download={`incident-${id}.md`}>Markdown, for people</Menu.Item>
            <Menu.Item component="a" href={incidentUrl(id)} download={`incident-${id}.json`}>JSON, for programs</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    >
      <Loaded query={incident} what="the incident">{(record) => <IncidentDetails record={record} />}</Loaded>
    </Page>
  );
}
