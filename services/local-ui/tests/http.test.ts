import { expect, test } from 'vitest';
import { Refused, SignedOut, Unavailable } from '../src/api/errors';
import { ask } from '../src/api/http';
import { answer, json, pass, sent } from './engine';

const url = '/api/v1/anything';
const problem = 'application/problem+json';
const failureOf = (asked: Promise<unknown>) => asked.then(() => null, (error: Error) => error);

test('what the engine refuses is told in its own words, all of them', async () => {
  answer(url, json({ title: 'Not acceptable', detail: 'Two things are wrong.', outcome: 'invalid', errors: { name: ['It is taken.'], key: ['It is empty.'] } }, 400, problem));
  const refused = await failureOf(ask(url, { method: 'POST', body: { name: 'x' } })) as Refused;
  expect(refused).toBeInstanceOf(Refused);
  expect([refused.message, refused.status, refused.outcome]).toEqual(['Two things are wrong. It is taken. It is empty.', 400, 'invalid']);
  expect(sent(url)).toBe('{"name":"x"}');
});

test('a refusal without words says what was asked, and shows nothing else of the answer', async () => {
  answer(url, () => new Response('<b>c4n4ry</b>', { status: 400, statusText: 'Bad Request' }));
  expect((await failureOf(ask(url)))!.message).toBe(`GET ${url} was answered with 400 Bad Request`);
});

test.each([502, 503, 504])('%i is an engine that is away', async (status) => {
  answer(url, json({ detail: 'it is away' }, status, problem));
  const away = await failureOf(ask(url));
  expect(away).toBeInstanceOf(Unavailable);
  expect(away!.message).toContain(': it is away');
});

test('so is one that is not reached, that takes too long, or that answers with something else', async () => {
  expect(await failureOf(ask(url))).toBeInstanceOf(Unavailable);
  answer(url, () => new Response('no JSON'));
  expect(await failureOf(ask(url))).toBeInstanceOf(Unavailable);
  answer(url, () => new Promise(() => {}));
  const late = failureOf(ask(url, { patience: 1_000 }));
  await pass(1_000);
  expect((await late)!.message).toContain('got no answer within 1 s');
});

test('401 is nobody signed in, and 204 is an answer', async () => {
  answer(url, json({}, 401, problem));
  expect(await failureOf(ask(url))).toBeInstanceOf(SignedOut);
  answer(url, () => new Response(null, { status: 204 }));
  expect(await ask(url, { method: 'DELETE' })).toBeNull();
});
