import { Button, Group } from '@mantine/core';
import { type Secret, secretStates } from '../../api/model';
import { type Filter, withStateToggled } from './filter';
import { summarize } from './summary';
import { stateWords } from './words';

interface StateFiltersProps {
  secrets: Secret[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

/** Of the states that are rare only those that there are, or that are asked for. */
export function StateFilters({ secrets, filter, onChange }: StateFiltersProps) {
  const summary = summarize(secrets);
  const worthIt = secretStates.filter((state) => summary[state] > 0 || filter.states.has(state));
  return (
    <Group gap={6} role="group" aria-label="States shown">
      {worthIt.map((state) => {
        const isOn = filter.states.has(state);
        return (
          <Button key={state} size="compact-sm" variant={isOn ? 'filled' : 'default'} aria-pressed={isOn} onClick={() => onChange(withStateToggled(filter, state))}>
            {stateWords[state]} {summary[state]}
          </Button>
        );
      })}
    </Group>
  );
}
