const rows = [0, 1, 2, 3, 4, 5, 6, 7];

export function LoadingTable() {
  return (
    <section className="card loading" aria-busy="true" aria-label="Secrets">
      <p className="visually-hidden" role="status">Loading the secrets</p>
      {rows.map((row) => <div key={row} className="skeleton" aria-hidden="true" />)}
    </section>
  );
}
