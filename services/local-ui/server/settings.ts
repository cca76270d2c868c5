import { isHostName, parseAllowedHosts } from './hosts.ts';
import { servicesOf, type Service } from './services.ts';
import { workflowEngineUrl, type Environment } from './workflowEngine.ts';

export interface Settings {
  port: number;
  /** Where the published server listens; in development it is always localhost. */
  host: string;
  allowedHosts: string[];
  engine: string;
  /** The parts whose health is told, the engine among them. */
  services: Service[];
  apiKey: string | undefined;
}

/** All that is wrong is said at once, and no value of it: an address can hold a password. */
export function readSettings(environment: Environment): Settings {
  const settings = {
    port: Number(environment.PORT || 3737),
    host: environment.HOST || 'localhost',
    allowedHosts: parseAllowedHosts(environment.ALLOWED_HOSTS),
    engine: workflowEngineUrl(environment),
    services: servicesOf(environment),
    apiKey: environment.DEVFLOW_API_KEY || undefined,
  };
  const problems = [
    isPort(settings.port) ? '' : 'PORT is not a port: give a number from 0 to 65535.',
    settings.allowedHosts.every(isHostName) ? '' : 'ALLOWED_HOSTS holds what is no host name: give names alone, without https:// and port, separated by commas.',
    isPlainAddress(settings.engine) ? '' : "The Workflow Engine's address is not of the form http://name:port, without user and password (services__workflow-engine__http__0, WORKFLOW_ENGINE_HTTP).",
    settings.services.every(({ address }) => isPlainAddress(address)) ? '' : "The address of a service is not of the form http://name:port, without user and password (services__mcp-gateway__http__0, services__knowledge-hub__http__0).",
    isHeaderValue(settings.apiKey ?? '') ? '' : 'DEVFLOW_API_KEY holds characters that no header can carry: line breaks, blanks or such outside ASCII.',
  ].filter((problem) => problem !== '');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return settings;
}

const isPort = (port: number) => Number.isInteger(port) && port >= 0 && port <= 65535;

const isHeaderValue = (text: string) => /^[\x21-\x7e]*$/.test(text);

function isPlainAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, search, hash } = new URL(address);
  return (protocol === 'http:' || protocol === 'https:') && `${username}${password}${search}${hash}` === '';
}
