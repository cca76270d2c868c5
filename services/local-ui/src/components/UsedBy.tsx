import { Absent } from './Absent';

export function UsedBy({ services }: { services: string[] }) {
  if (services.length === 0) return <Absent />;
  return services.map((service) => <span key={service} className="service">{service}</span>);
}
