interface TileProps {
  tone: string;
  label: string;
  count: number | string;
  note: string;
}

export function Tile({ tone, label, count, note }: TileProps) {
  return (
    <div className={`tile tone-${tone}`}>
      <dt>{label}</dt>
      <dd className="tile-count">{count}</dd>
      <dd className="tile-note" title={note}>{note}</dd>
    </div>
  );
}
