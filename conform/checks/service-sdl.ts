import { type Check, fail, type Finding, pass } from '../check';
import { told } from '../http-answer';
import { plainSchema } from '../plain-schema';

const asked = '{ _service { sdl } }';

export const serviceSdl: Check = {
  id: 'service-sdl',
  title: '_service { sdl } tells a federation 2 schema',
  required: true,
  run: (subject) => Promise.resolve([judge(subject.learned)]),
};

function judge({ service, schema, expectedSdl }: Parameters<Check['run']>[0]['learned']): Finding {
  if (schema === null) return fail(asked, told(service), 'Answer with the schema as SDL that parses.');
  if (!schema.isFederation2) {
    const fix =
      'Begin the schema with extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]).';
    return fail(asked, 'a schema without @link to https://specs.apollo.dev/federation/v2.x', fix);
  }
  if (expectedSdl !== null && plainSchema(schema.sdl) !== plainSchema(expectedSdl)) {
    const fix = 'Serve the schema of the file, or publish the one that is served.';
    return fail(asked, 'another schema than that of --schema', fix);
  }
  return pass();
}
