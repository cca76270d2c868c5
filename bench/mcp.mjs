import { end, run, send, signIn } from './load.mjs';

const [, , engine, gateway, seconds, rate] = process.argv;
const load = { seconds: Number(seconds), rate: Number(rate) };
const revision = '2026-07-28';

async function call(credential, method, params = {}) {
  const answer = await send('POST', gateway, {
    token: credential,
    body: {
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': revision,
          'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    },
    headers: {
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': revision,
      'mcp-method': method,
      ...(params.name ? { 'mcp-name': params.name } : {}),
    },
  });
  if (answer.error || answer.result.isError) throw new Error(JSON.stringify(answer).slice(0, 300));
  return answer.result;
}

const token = await signIn(engine);
const { key } = await send('POST', new URL('/api/v1/me/api-keys', engine), { token, body: { name: 'bench' } });
const own = (await send('POST', new URL('/api/v1/tokens', engine), { body: { grant: 'api-key', key, audience: 'mcp-gateway' } })).token;
console.log(`${(await call(own, 'tools/list')).tools.length} tools`);

const list = (credential) => () => call(credential, 'tools/list');
await run('warm-up', list(own), { ...load, seconds: 10 });
await run('tools/list with a token', list(own), load);
await run('tools/list with an API key', list(key), load);
await run('list_secrets with a token', () => call(own, 'tools/call', { name: 'list_secrets', arguments: {} }), load);
end();
