import type { Check } from '../check';
import { refusesEach } from '../refusals';

const introspection = JSON.stringify({ query: '{ __schema { types { name } } }' });
const service = JSON.stringify({ query: '{ _service { sdl } }' });
const notServed = [404, 405];

export const introspectionRefused: Check = {
  id: 'introspection-refused',
  title: 'The schema is told to nobody without a signature',
  required: true,
  run: (subject) => {
    const byGet = new URL(subject.url);
    byGet.searchParams.set('query', '{ __schema { types { name } } }');
    const get = (headers: Readonly<Record<string, string>>, url?: URL) => subject.send({ method: 'GET', headers }, url);
    return refusesEach(
      subject,
      [
        ['__schema without a signature', () => subject.post(introspection, {})],
        ['_service without a signature', () => subject.post(service, {})],
        ['__schema by GET, without a signature', () => get({}, byGet), notServed],
        ['a page for browsers at the same address', () => get({ accept: 'text/html' }), notServed],
      ],
      'Refuse introspection and _service as every other unsigned request; serve no console.',
    );
  },
};
