import { type Secret, secretStates } from '../api/model';
import { type Filter, withStateToggled } from '../secrets/filter';
import { summarize } from '../secrets/summary';
import { stateWords } from '../secrets/words';

interface StateFiltersProps {
  secrets: Secret[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

export function StateFilters({ secrets, filter, onChange }: StateFiltersProps) {
  const summary = summarize(secrets);
  return (
    <div className="segments" role="group" aria-label="States shown">
      {secretStates.map((state) => (
        <button
          key={state}
          type="button"
          className={`tone-${state}`}
          aria-pressed={filter.states.has(state)}
          onClick={() => onChange(withStateToggled(filter, state))}
        >
          {stateWords[state]} <span className="segment-count">{summary[state]}</span>
        </button>
      ))}
    </div>
  );
}
