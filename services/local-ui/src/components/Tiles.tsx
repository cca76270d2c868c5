import type { Overview } from '../api/model';
import { percent, summarize } from '../secrets/summary';
import { Tile } from './Tile';

export function Tiles({ overview }: { overview: Overview }) {
  const { total, found, placeholder, missing, missingRequired, unavailable, denied, ambiguous, fromOnePassword } = summarize(overview.secrets);
  const { configured, detail } = overview.onePassword;
  return (
    <dl className="tiles" aria-label="Summary">
      <Tile tone="found" label="Found" count={found} note={`of ${total} in the catalog`} />
      <Tile tone="placeholder" label="Placeholder" count={placeholder} note={placeholder ? 'still the example text' : 'none left'} />
      <Tile
        tone={missingRequired ? 'missing' : 'optional'}
        label="Missing"
        count={missing}
        note={missingRequired ? `${missingRequired} required in ${overview.mode} mode` : 'none of them required'}
      />
      {unavailable > 0 && <Tile tone="unavailable" label="Unavailable" count={unavailable} note="their source did not answer" />}
      {denied > 0 && <Tile tone="denied" label="Denied" count={denied} note="their source refuses to tell" />}
      {ambiguous > 0 && <Tile tone="ambiguous" label="Ambiguous" count={ambiguous} note="their reference could mean more than one value" />}
      <Tile
        tone="onepassword"
        label="From 1Password"
        count={percent(fromOnePassword, found)}
        note={configured ? `${fromOnePassword} of ${found} found` : detail ?? 'not configured'}
      />
    </dl>
  );
}
