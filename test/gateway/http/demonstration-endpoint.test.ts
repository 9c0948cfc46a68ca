import { request } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { randomDemonstrationKey } from '../../../gateway/auth/demonstration-key';
import { personas } from '../../../gateway/auth/personas';
import { type RunningGateway, runningGateway, stopGateways } from '../../support/running-gateway';

afterEach(stopGateways);

const answer = { data: { a: 1 } };

/** As a client that may write any header: fetch may not. */
async function send(gateway: RunningGateway, path: string, sent: { method?: string; body?: string; headers?: object }) {
  const { method = 'POST', body = '', headers = {} } = sent;
  return new Promise<{ status: number; headers: Record<string, unknown>; body: any }>((resolve, reject) => {
    const options = { method, headers: { 'content-type': 'application/json', ...headers } };
    const asking = request(new URL(path, gateway.gateway.url), options).on('error', reject);
    asking.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) }),
      );
    });
    asking.end(body);
  });
}

const signIn = (gateway: RunningGateway, headers = {}, body = '{"as":"analyst"}') =>
  send(gateway, '/demonstration/sign-in', { headers, body });

describe('a demonstration', () => {
  let gateway: RunningGateway;
  const key = randomDemonstrationKey();
  beforeEach(async () => {
    gateway = await runningGateway(() => answer, { DEMONSTRATION_KEY: key });
  });

  it('lists its personas and the purposes that may be told', async () => {
    const { status, body } = await send(gateway, '/demonstration/personas', { method: 'GET' });
    expect(status).toBe(200);
    expect(body.personas).toEqual(personas);
    expect(body.purposes).toContain('permit-renewal');
  });

  it.each(personas)('signs in $name, with just the rights that are listed', async ({ name, ...rights }) => {
    const { status, headers, body } = await signIn(gateway, {}, JSON.stringify({ as: name }));
    expect(status).toBe(200);
    expect(body).toEqual({ token: expect.any(String), expiresIn: 3_600 });
    expect([headers['set-cookie'], headers['cache-control']]).toEqual([undefined, 'no-store']);
    const asker = await gateway.gateway.authenticator.askerOf(['Authorization', `Bearer ${body.token}`]);
    expect(asker.viewer).toMatchObject({
      id: `demonstration:${name}`,
      role: rights.role,
      agency: rights.agency,
      scopes: rights.scopes,
      areas: rights.areas,
    });
  });

  it('answers nobody as before, and who has signed in by a token of another process of the same key', async () => {
    const other = await runningGateway(() => answer, { DEMONSTRATION_KEY: key });
    const { body } = await signIn(other);
    const ask = (headers: object) => send(gateway, '/graphql', { body: '{"query":"{ a }"}', headers });
    expect(await ask({})).toMatchObject({ status: 200, body: answer });
    expect(await ask({ authorization: `Bearer ${body.token}` })).toMatchObject({ status: 200, body: answer });
    const stranger = await runningGateway(() => answer, { DEMONSTRATION_KEY: randomDemonstrationKey() });
    const { body: strange } = await signIn(stranger);
    expect(await ask({ authorization: `Bearer ${strange.token}` })).toMatchObject({ status: 401 });
  });

  it('signs in nobody from a page of elsewhere, nor under a name that is led here from elsewhere', async () => {
    const { port } = gateway.gateway;
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${port + 1}` },
      { origin: `https://localhost:${port}` },
      { origin: `http://evil.example:${port}`, host: `evil.example:${port}` },
      { host: 'localhost.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect(await signIn(gateway, headers)).toMatchObject({ status: 403, body: { errors: [expect.anything()] } });
    }
    const own = { origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' };
    expect(await signIn(gateway, own)).toMatchObject({ status: 200 });
  });

  it('takes JSON only, and says who may be signed in', async () => {
    expect(await signIn(gateway, { 'content-type': 'text/plain' }, '{"as":"analyst"}')).toMatchObject({ status: 415 });
    expect(await signIn(gateway, { 'content-type': 'application/x-www-form-urlencoded' }, 'as=analyst')).toMatchObject({
      status: 415,
    });
    for (const body of ['{}', '{"as":7}', '[]', 'null', '{"as":"root"}']) {
      const refused = await signIn(gateway, {}, body);
      expect(refused.status).toBe(400);
      expect(refused.body.errors[0].message).toContain('analyst, immigration-officer');
    }
  });
});

it('is not there where nobody may be whoever they like', async () => {
  const gateway = await runningGateway(() => answer);
  expect(await signIn(gateway)).toMatchObject({ status: 404 });
  expect(await send(gateway, '/demonstration/personas', { method: 'GET' })).toMatchObject({ status: 404 });
});
