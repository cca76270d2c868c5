export function EmptyCatalog() {
  return (
    <section className="card empty">
      <h2>The catalog holds no secret yet</h2>
      <p>Each entry of <code>config/secrets.yaml</code> becomes a row here, as soon as the file is saved.</p>
    </section>
  );
}

export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <div className="empty">
      <h2>No secret matches the filter</h2>
      <button type="button" className="button" onClick={onClear}>Clear the filter</button>
    </div>
  );
}
