import { Paper, Text } from '@mantine/core';
import { Ago } from '../../components/Ago';
import { Tone } from '../../components/Tone';
import type { Action } from './incidents';
import { stateOf, titleOf } from './words';

export function ActionList({ actions, nameOf }: { actions: Action[]; nameOf: (principal: string) => string }) {
  return (
    <Paper withBorder component="ul" className="rows">
      {actions.map((action) => {
        const { word, tone } = stateOf(action.state);
        const { number, attempts, problem, result, detail, endedAt, endedBy } = action;
        return (
          <li key={number} className="rows-item">
            <Text size="sm" c="dimmed" className="action-number">{number}</Text>
            <div className="rows-what">
              <Text fw={600} size="sm" className="break">{titleOf(action, nameOf)}</Text>
              <Text size="sm" c="dimmed" className="break">{result ?? detail}</Text>
              {problem && <Text size="sm" c="red" className="break">{attempts > 1 && `${attempts} times: `}{problem}</Text>}
            </div>
            <Text size="sm" c="dimmed">{endedAt && <><Ago at={endedAt} />{endedBy && <> by {nameOf(endedBy)}</>}</>}</Text>
            <Tone tone={tone}>{word}</Tone>
          </li>
        );
      })}
    </Paper>
  );
}
