import type { Overview } from '../../api/model';
import { Stat } from '../../components/Stat';
import { Stats } from '../../components/Stats';
import { percent, summarize } from './summary';

export function Tiles({ overview }: { overview: Overview }) {
  const { total, found, placeholder, missing, missingRequired, unavailable, denied, ambiguous, fromOnePassword } = summarize(overview.secrets);
  const { configured, detail } = overview.onePassword;
  return (
    <Stats label="Summary">
      <Stat tone="good" label="Found" value={found} note={`of ${total} in the catalog`} />
      <Stat tone={placeholder ? 'warning' : 'quiet'} label="Placeholder" value={placeholder} note={placeholder ? 'still the example text' : 'none left'} />
      <Stat tone={missingRequired ? 'bad' : 'quiet'} label="Missing" value={missing} note={missingRequired ? `${missingRequired} required in ${overview.mode} mode` : 'none of them required'} />
      {unavailable > 0 && <Stat tone="warning" label="Unavailable" value={unavailable} note="their source did not answer" />}
      {denied > 0 && <Stat tone="bad" label="Denied" value={denied} note="their source refuses to tell" />}
      {ambiguous > 0 && <Stat tone="bad" label="Ambiguous" value={ambiguous} note="their reference could mean more than one value" />}
      <Stat tone="accent" label="From 1Password" value={percent(fromOnePassword, found)} note={configured ? `${fromOnePassword} of ${found} found` : detail ?? 'not configured'} />
    </Stats>
  );
}
