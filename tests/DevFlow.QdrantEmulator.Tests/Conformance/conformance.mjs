// Calls Qdrant's own JavaScript client and prints what came of it, one JSON object.
// QDRANT_URL names the server; the key comes on standard input, so that it stands in no list of processes.
import { readFileSync } from 'node:fs';
import { QdrantClient } from '@qdrant/js-client-rest';

const warnings = [];
console.warn = (text) => warnings.push(text.split('.')[0]);
const url = process.env.QDRANT_URL;
const client = new QdrantClient({ url, apiKey: readFileSync(0, 'utf8').trim() });
const stranger = new QdrantClient({ url, apiKey: 'nobody', checkCompatibility: false });
const uuid = 'b524a3c4-c568-4383-8019-c9ca08243d6a';
const results = {};

async function run(name, call) {
  try {
    results[name] = (await call()) ?? null;
  } catch (error) {
    results[name] = { status: error.status, error: error.data?.status?.error ?? error.data ?? error.message };
  }
}

const ids = (points) => points.map(({ id }) => id);
const done = ({ status }) => status;

await run('versionInfo', async () => (await client.versionInfo()).version);
await run('createCollection', () => client.createCollection('places', { vectors: { size: 2, distance: 'Dot' } }));
await run('createCollection again', () => client.createCollection('places', { vectors: { size: 2, distance: 'Dot' } }));
await run('createCollection of named vectors', () =>
  client.createCollection('named', { vectors: { image: { size: 2, distance: 'Cosine' }, text: { size: 3, distance: 'Euclid' } } }));
await run('recreateCollection', () => client.recreateCollection('again', { vectors: { size: 4, distance: 'Manhattan' } }));
await run('getCollections', async () => (await client.getCollections()).collections.map(({ name }) => name));
await run('collectionExists', async () => [(await client.collectionExists('places')).exists, (await client.collectionExists('none')).exists]);
await run('updateCollection', () => client.updateCollection('places', { optimizers_config: { indexing_threshold: 5 } }));
await run('createPayloadIndex', async () => done(await client.createPayloadIndex('places', { field_name: 'city', field_schema: 'keyword', wait: true })));
await run('upsert points', async () => done(await client.upsert('places', {
  points: [
    { id: 1, vector: [1, 0], payload: { city: 'Berlin', size: 3, tags: ['a', 'b'] } },
    { id: 2, vector: [0, 1], payload: { city: 'Paris', size: 2, founded: '0987-01-01T00:00:00Z' } },
    { id: uuid, vector: [2, 2] },
  ],
})));
await run('upsert batch', async () => done(await client.upsert('places', {
  batch: { ids: [10, 11], vectors: [[3, 0], [0, 3]], payloads: [{ city: 'Rome' }, null] },
})));
await run('upsert named vectors', async () => done(await client.upsert('named', {
  points: [{ id: 1, vector: { image: [3, 4], text: [1, 2, 3] } }, { id: 2, vector: { image: [4, 3] } }],
})));
await run('getCollection', async () => {
  const { status, points_count, config, payload_schema } = await client.getCollection('places');
  return { status, points_count, vectors: config.params.vectors, threshold: config.optimizer_config.indexing_threshold, payload_schema };
});
await run('retrieve', () => client.retrieve('places', { ids: [1, 99, uuid], with_vector: true }));
await run('scroll', async () => {
  const first = await client.scroll('places', { limit: 2, with_payload: false });
  const second = await client.scroll('places', { limit: 2, offset: first.next_page_offset, with_payload: ['city'] });
  return [first, second];
});
await run('count', async () => [
  (await client.count('places')).count,
  (await client.count('places', { filter: { must: [{ key: 'size', range: { gte: 3 } }] } })).count,
]);
await run('search', async () => (await client.search('places', { vector: [1, 0.5], limit: 3 })).map(({ id, score }) => [id, score]));
await run('searchBatch', async () => (await client.searchBatch('places', { searches: [{ vector: [1, 0], limit: 1 }, { vector: [0, 1], limit: 1 }] })).map(ids));
await run('query by vector', async () => (await client.query('places', {
  query: [1, 0], limit: 2, with_payload: true, filter: { must_not: [{ key: 'city', match: { value: 'Rome' } }] },
})).points);
await run('query by id', async () => ids((await client.query('places', { query: 1, score_threshold: 1.5 })).points));
await run('query without a query', async () => ids((await client.query('places', { limit: 2 })).points));
await run('query by a named vector', async () => (await client.query('named', { query: [1, 1, 3], using: 'text', with_vector: ['image'] })).points);
await run('queryBatch', async () => (await client.queryBatch('places', { searches: [{ query: [1, 0], limit: 1 }] })).map(({ points }) => ids(points)));
await run('setPayload', async () => done(await client.setPayload('places', { payload: { size: 9, city: null }, points: [1] })));
await run('setPayload at a key', async () => done(await client.setPayload('places', { payload: { zip: 1 }, key: 'at.home', points: [1] })));
await run('overwritePayload', async () => done(await client.overwritePayload('places', { payload: { new: true }, filter: { must: [{ has_id: [2] }] } })));
await run('deletePayload', async () => done(await client.deletePayload('places', { keys: ['tags'], points: [1] })));
await run('clearPayload', async () => done(await client.clearPayload('places', { points: [10] })));
await run('the payloads then', async () => Object.fromEntries((await client.retrieve('places', { ids: [1, 2, 10] })).map(({ id, payload }) => [id, payload])));
await run('updateVectors', async () => done(await client.updateVectors('named', { points: [{ id: 2, vector: { text: [0, 0, 1] } }] })));
await run('deleteVectors', async () => done(await client.deleteVectors('named', { points: [1], vector: ['text'] })));
await run('the vectors then', async () => Object.fromEntries((await client.retrieve('named', { ids: [1, 2], with_vector: true })).map(({ id, vector }) => [id, vector])));
await run('batchUpdate', async () => (await client.batchUpdate('places', {
  operations: [{ upsert: { points: [{ id: 20, vector: [5, 5] }] } }, { delete: { points: [11] } }],
})).map(done));
await run('delete by filter', async () => done(await client.delete('places', { wait: true, filter: { must: [{ is_empty: { key: 'new' } }, { has_id: [1, 2] }] } })));
await run('what is left', async () => ids((await client.scroll('places')).points));
await run('deletePayloadIndex', async () => done(await client.deletePayloadIndex('places', 'city')));
await run('a vector of a wrong size', () => client.upsert('places', { points: [{ id: 1, vector: [1, 2, 3] }] }));
await run('a collection that is not there', () => client.query('none', { query: [1, 0] }));
await run('what the emulator has not', () => client.facet('places', { key: 'city' }));
await run('deleteCollection', async () => [await client.deleteCollection('again'), await client.deleteCollection('again')]);
await run('a stranger', () => stranger.getCollections());
results.warnings = warnings;
console.log(JSON.stringify(results));
