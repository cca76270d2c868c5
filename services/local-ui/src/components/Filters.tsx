import { useCallback, useRef } from 'react';
import type { Secret } from '../api/model';
import { useHotkey } from '../hooks/useHotkey';
import type { Filter } from '../secrets/filter';
import { StateFilters } from './StateFilters';

interface FiltersProps {
  secrets: Secret[];
  shown: number;
  stale: boolean;
  filter: Filter;
  onChange: (filter: Filter) => void;
}

export function Filters({ secrets, shown, stale, filter, onChange }: FiltersProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkey('/', useCallback(() => input.current?.focus(), []));
  return (
    <div className="filters" role="search">
      <input
        ref={input}
        type="search"
        className="filter-text"
        aria-label="Filter secrets"
        placeholder="Filter by key, path, source, service …   ( / )"
        spellCheck={false}
        autoComplete="off"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <StateFilters secrets={secrets} filter={filter} onChange={onChange} />
      <output className="filter-count">
        {shown === secrets.length ? `${shown} secrets` : `${shown} of ${secrets.length} secrets`}
        {stale && <span className="tag last-known">last known</span>}
      </output>
    </div>
  );
}
