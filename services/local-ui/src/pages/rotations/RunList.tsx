import { Paper, Text, Title, UnstyledButton } from '@mantine/core';
import type { Run } from '../../api/rotations';
import { Ago } from '../../components/Ago';
import { EmptyState } from '../../components/EmptyState';
import { Tone } from '../../components/Tone';
import { Who } from '../../components/Who';
import { reasonWords, stateOf } from './words';

export function RunList({ runs, onOpen }: { runs: Run[]; onOpen: (run: string) => void }) {
  return (
    <section aria-labelledby="runs-title">
      <Title order={2} size="h4" id="runs-title" mb="sm">Runs</Title>
      {runs.length === 0 ? <Paper withBorder><EmptyState icon="clock" title="No secret was rotated yet">Each run is listed here, step by step.</EmptyState></Paper> : (
        <Paper withBorder component="ul" className="rows">
          {runs.map((run) => {
            const { word, tone } = stateOf(run.state);
            return (
              <li key={run.id} className="rows-item row" onClick={() => onOpen(run.id)}>
                <Tone tone={tone}>{word}</Tone>
                <div className="rows-what">
                  <UnstyledButton className="row-key" aria-haspopup="dialog">{run.secret}</UnstyledButton>
                  <Text size="sm" c="dimmed">{reasonWords[run.reason] ?? run.reason}, asked for by <Who principal={run.requestedBy} /></Text>
                </div>
                <Text size="sm" c="dimmed"><Ago at={run.startedAt} /></Text>
              </li>
            );
          })}
        </Paper>
      )}
    </section>
  );
}
