import { workflowEngineUrl, type Environment } from './workflowEngine.ts';

/** A part of the platform, where it is known. */
export interface Service {
  name: string;
  address: string;
  /** Behind somebody else's address: how it is there is theirs to say. */
  hosted: boolean;
}

/** The app host's names for addresses, as of the engine; a service without one is none of this platform. */
function serviceOf(environment: Environment, name: string): Service | null {
  const shell = name.toUpperCase().replaceAll('-', '_');
  const hosted = environment[shell] !== undefined;
  const address = environment[`services__${name}__https__0`] || environment[`services__${name}__http__0`] || environment[`${shell}_HTTP`] || environment[shell];
  return address ? { name, address, hosted } : null;
}

export function servicesOf(environment: Environment): Service[] {
  const engine = { name: 'workflow-engine', address: workflowEngineUrl(environment), hosted: environment.WORKFLOW_ENGINE !== undefined };
  return [engine, ...['mcp-gateway', 'knowledge-hub'].map((name) => serviceOf(environment, name)).filter((service) => service !== null)];
}
