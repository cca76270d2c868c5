import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askedOnce } from '../../../api/askedOnce';
import { Icon } from '../../../components/Icon';
import { Loaded } from '../../../components/Loaded';
import { ControlList } from './ControlList';
import { type FrameworkName, frameworks, getReport, reportUrl } from './platform';

export function ComplianceSection() {
  const [framework, setFramework] = useState<FrameworkName>('soc2');
  const report = useQuery({ queryKey: ['compliance', framework], queryFn: ({ signal }) => getReport(framework, signal), ...askedOnce });
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <SegmentedControl aria-label="Framework" data={[...frameworks]} value={framework} onChange={(chosen) => setFramework(chosen as FrameworkName)} />
        <Button component="a" href={reportUrl(framework)} download={`compliance-${framework}.json`} variant="default" leftSection={<Icon name="download" size={16} />}>Report as JSON</Button>
      </Group>
      <Loaded query={report} what="the report; everything is asked now" rows={4}>
        {({ title, at, controls }) => (
          <>
            <Text size="sm" c="dimmed" role="status">{title}: {controls.filter(({ status }) => status === 'met').length} of {controls.length} controls are met, asked at {new Date(at).toLocaleTimeString(undefined, { hourCycle: 'h23' })}.</Text>
            <ControlList controls={controls} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
