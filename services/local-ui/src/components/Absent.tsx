export function Absent() {
  return (
    <span className="absent">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">none</span>
    </span>
  );
}
