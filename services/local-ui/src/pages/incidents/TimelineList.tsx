import { Paper, Text } from '@mantine/core';
import { withNames } from '../../words/principals';
import type { TimelineEvent } from './incidents';

/** To the second: the order of things, and what came how fast after what, is what a timeline is for. */
export function TimelineList({ timeline, nameOf }: { timeline: TimelineEvent[]; nameOf: (principal: string) => string }) {
  return (
    <Paper withBorder component="ol" className="rows">
      {timeline.map(({ at, actor, action, what }, index) => (
        <li key={index} className="rows-item">
          <Text size="sm" c="dimmed" className="moment"><time dateTime={at} title={new Date(at).toLocaleString()}>{new Date(at).toLocaleTimeString(undefined, { hourCycle: 'h23' })}</time></Text>
          <Text size="sm" className="rows-what break">{action !== null && <Text span inherit c="dimmed">{action}: </Text>}{withNames(what, nameOf)}</Text>
          <Text size="sm" c="dimmed" className="break">{nameOf(actor)}</Text>
        </li>
      ))}
    </Paper>
  );
}
