import { useAction } from '../../api/useAction';
import { useEngineList } from '../../api/useEngine';
import { ActionProblem } from '../../components/ActionProblem';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { Versions } from '../../components/Versions';
import { decodeVersion } from '../integrations/ownSecrets';
import { type Place, restoreSecret, secretUrl } from './secrets';

export function SecretVersions({ place, version, mayRestore }: { place: Place; version: number; mayRestore: boolean }) {
  const versions = useEngineList(['projects', place.project, place.environment, place.key, 'versions'], `${secretUrl(place)}/versions`, decodeVersion);
  const restore = useAction(restoreSecret, [['projects', place.project]]);
  return (
    <Section title="History">
      <ActionProblem error={restore.error} title="It was not restored" />
      <Loaded query={versions} what="its versions" rows={2}>
        {(list) => (
          <Versions
            versions={list}
            current={version}
            busy={restore.isPending ? restore.variables.version : null}
            onRestore={mayRestore ? (old) => restore.mutate({ ...place, version: old, expectedVersion: version }) : undefined}
          />
        )}
      </Loaded>
    </Section>
  );
}
