import { useEngineList } from '../../api/useEngine';
import { useIsAdmin } from '../../session/useMe';
import { decodePlan, type Plan } from '../overview/attention';

/** What is to become of each secret; nothing for members, who may not know. */
export function usePlans(): Plan[] {
  return useEngineList(['rotations', 'plans'], '/api/v1/rotations', decodePlan, useIsAdmin()).data ?? [];
}

export const usePlan = (secret: string): Plan | undefined => usePlans().find((plan) => plan.secret === secret);
