export const secretStates = ['found', 'placeholder', 'missing', 'unavailable', 'denied', 'ambiguous'] as const;
export type SecretState = (typeof secretStates)[number];

export const tiers = ['system', 'user', 'project'] as const;
export type Tier = (typeof tiers)[number];

export interface Secret {
  key: string;
  path: string;
  secret: boolean;
  tier: Tier;
  reference: string | null;
  description: string | null;
  state: SecretState;
  source: string | null;
  detail: string | null;
  required: boolean;
  usedBy: string[];
  changedAt: string | null;
}

export interface Overview {
  mode: string;
  environment: string;
  onePassword: { configured: boolean; detail: string | null };
  secrets: Secret[];
}

export interface CascadeStep {
  source: string;
  outcome: string;
  detail: string | null;
  remedy: string | null;
}

export interface Cascade {
  key: string;
  path: string;
  reference: string | null;
  winner: string | null;
  steps: CascadeStep[];
}

export interface Me {
  principal: string;
  role: string;
  name: string;
  displayName: string | null;
}
