import { Badge, Group, Text, TextInput } from '@mantine/core';
import { useCallback, useRef } from 'react';
import type { Secret } from '../../api/model';
import { Icon } from '../../components/Icon';
import { useHotkey } from '../../hooks/useHotkey';
import type { Filter } from './filter';
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
    <Group role="search" gap="sm">
      <TextInput
        ref={input}
        type="search"
        flex="1 1 16rem"
        aria-label="Filter secrets"
        placeholder="Key, path, source, service …"
        leftSection={<Icon name="search" size={16} />}
        rightSection={<kbd className="hint" aria-hidden="true">/</kbd>}
        spellCheck={false}
        autoComplete="off"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <StateFilters secrets={secrets} filter={filter} onChange={onChange} />
      <Text component="output" size="sm" c="dimmed" className="nowrap">
        {shown === secrets.length ? `${shown} secrets` : `${shown} of ${secrets.length} secrets`}
        {stale && <Badge color="yellow" ml="xs">last known</Badge>}
      </Text>
    </Group>
  );
}
