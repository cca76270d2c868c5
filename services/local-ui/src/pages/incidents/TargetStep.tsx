import { Button, Group, NativeSelect, Paper, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listUsers } from '../../api/users';
import { usePlatform } from '../../session/Platform';
import { type Scope, scopes, type Target } from './incidents';
import { scopeWords, tierWords } from './words';

interface Props {
  target: Target;
  reason: string;
  onChange: (target: Target) => void;
  onReason: (reason: string) => void;
  onNext: () => void;
}

export function TargetStep({ target, reason, onChange, onReason, onNext }: Props) {
  return (
    <Paper withBorder p="lg">
      <form onSubmit={(event) => { event.preventDefault(); onNext(); }}>
        <Stack gap="md">
          <Radio.Group label="What may be in wrong hands?" value={target.scope} onChange={(scope) => onChange({ scope: scope as Scope, subject: scope === 'tier' ? 'system' : '' })}>
            <div className="choices">
              {scopes.map((scope) => <Radio key={scope} value={scope} label={scopeWords[scope].label} description={scopeWords[scope].description} />)}
            </div>
          </Radio.Group>
          <Subject target={target} onChange={(subject) => onChange({ ...target, subject })} />
          <Textarea label="Why" description="For the report. Do not paste what leaked." rows={3} required withAsterisk={false} value={reason} onChange={(event) => onReason(event.target.value)} />
          <Group><Button type="submit">See what would be done</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** What is known is offered; a secret of a project and a service that is not declared can be written all the same. */
function Subject({ target: { scope, subject }, onChange }: { target: Target; onChange: (subject: string) => void }) {
  const { feed: { overview } } = usePlatform();
  const users = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => listUsers(signal), staleTime: 60_000 });
  const secrets = overview?.secrets ?? [];
  if (scope === 'tier') return <NativeSelect label="Which" value={subject} data={tierWords} onChange={(event) => onChange(event.target.value)} />;
  if (scope === 'user') {
    const people = (users.data ?? []).filter(({ erasedAt }) => erasedAt === null).map(({ id, name, displayName }) => ({ value: id, label: displayName ? `${displayName} (${name})` : name }));
    return <NativeSelect label="Who" required withAsterisk={false} value={subject} data={[{ value: '', label: 'Choose a person' }, ...people]} onChange={(event) => onChange(event.target.value)} />;
  }
  const known = scope === 'secret' ? secrets.filter(({ secret }) => secret).map(({ key }) => key) : [...new Set(secrets.flatMap(({ usedBy }) => usedBy))].sort();
  return (
    <>
      <datalist id="incident-subjects">{known.map((name) => <option key={name} value={name} />)}</datalist>
      <TextInput
        label={scope === 'secret' ? 'Its key' : 'Its name'}
        description={scope === 'secret' ? 'Of a project: project/<project>/<environment>/<KEY>' : null}
        list="incident-subjects"
        classNames={{ input: 'mono' }}
        required
        withAsterisk={false}
        spellCheck={false}
        autoComplete="off"
        value={subject}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
