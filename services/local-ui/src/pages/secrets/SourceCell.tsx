import { Text } from '@mantine/core';
import type { Secret } from '../../api/model';
import { Absent } from '../../components/Absent';
import { sourceWord } from './words';

export function SourceCell({ secret: { source, detail } }: { secret: Secret }) {
  return (
    <>
      {source ? sourceWord(source) : <Absent />}
      {detail && detail !== source && <Text size="xs" c="dimmed" className="break">{detail}</Text>}
    </>
  );
}
