import { type Cascade, type CascadeStep, type Me, type Overview, type Secret, secretStates, tiers } from './model';
import { Reader, UnreadableAnswer } from './reader';

// A value pasted where a reference belongs must not reach the screen.
function referenceOf(fields: Reader): string | null {
  const reference = fields.optionalText('reference');
  return reference?.startsWith('op://') ? reference : null;
}

function decodeName(json: unknown): string {
  if (typeof json !== 'string') throw new UnreadableAnswer("'usedBy' holds something that is no name");
  return json;
}

function decodeSecret(json: unknown): Secret {
  const fields = new Reader(json, 'a secret');
  return {
    key: fields.text('key'),
    path: fields.text('path'),
    secret: fields.flag('secret'),
    tier: fields.oneOf('tier', tiers),
    reference: referenceOf(fields),
    description: fields.optionalText('description'),
    state: fields.oneOf('state', secretStates),
    source: fields.optionalText('source'),
    detail: fields.optionalText('detail'),
    required: fields.flag('required'),
    usedBy: fields.list('usedBy', decodeName),
    changedAt: fields.optionalText('changedAt'),
  };
}

export function decodeOverview(json: unknown): Overview {
  const fields = new Reader(json, 'the document');
  const onePassword = fields.object('onePassword');
  return {
    mode: fields.text('mode'),
    environment: fields.text('environment'),
    onePassword: { configured: onePassword.flag('configured'), detail: onePassword.optionalText('detail') },
    secrets: fields.list('secrets', decodeSecret),
  };
}

function decodeStep(json: unknown): CascadeStep {
  const fields = new Reader(json, 'a step');
  return {
    source: fields.text('source'),
    outcome: fields.text('outcome'),
    detail: fields.optionalText('detail'),
    remedy: fields.optionalText('remedy'),
  };
}

export function decodeCascade(json: unknown): Cascade {
  const fields = new Reader(json, 'the cascade');
  return {
    key: fields.text('key'),
    path: fields.text('path'),
    reference: referenceOf(fields),
    winner: fields.optionalText('winner'),
    steps: fields.list('steps', decodeStep),
  };
}

export function decodeMe(json: unknown): Me {
  const fields = new Reader(json, 'the answer');
  return {
    principal: fields.text('principal'),
    role: fields.text('role'),
    name: fields.text('name'),
    displayName: fields.optionalText('displayName'),
  };
}
