import { Absent } from '../../components/Absent';

export function UsedBy({ services }: { services: string[] }) {
  if (services.length === 0) return <Absent />;
  return services.map((service) => <div key={service} className="nowrap">{service}</div>);
}
