import { Paper, Text } from '@mantine/core';
import { Tone } from '../../../components/Tone';
import type { Control } from './platform';

/** What lacks stands with what to do; what holds, with what was found. */
export function ControlList({ controls }: { controls: Control[] }) {
  return (
    <Paper withBorder component="ul" className="rows" aria-label="Controls">
      {controls.map(({ id, title, status, evidence }) => (
        <li key={id} className="rows-item rows-top">
          <Tone tone={status === 'met' ? 'good' : 'warning'}>{status === 'met' ? 'Met' : 'Gap'}</Tone>
          <div className="rows-what">
            <Text fw={600}>{title}</Text>
            <ul className="bullets">
              {evidence.map(({ statement, result, holds, gap }, index) => (
                <li key={index}>
                  {statement} <Text span inherit c="dimmed" className="break">({result})</Text>
                  {holds === false && gap && <Text size="sm" c="red" className="break">{gap}</Text>}
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </Paper>
  );
}
