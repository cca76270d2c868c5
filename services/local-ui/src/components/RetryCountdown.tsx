import { useNow } from '../hooks/useNow';

export function RetryCountdown({ attempts, retryAt }: { attempts: number; retryAt: number | null }) {
  const now = useNow(500);
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1_000);
  return (
    <span className="countdown">
      {seconds > 0 ? `Next try in ${seconds} s` : 'Trying …'} · {attempts} failed so far
    </span>
  );
}
