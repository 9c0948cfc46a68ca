import { type Check, fail, notApplicable, pass } from '../check';

const trace = '4bf92f3577b34da6a3ce929d0e0e4737';

export const traceparentContinued: Check = {
  id: 'traceparent-continued',
  title: 'The trace of a request is continued',
  required: false,
  run: async (subject) => {
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`;
    const { headers } = await subject.ask('{ __typename }', {}, { traceparent });
    const came = headers.get('traceresponse') ?? headers.get('traceparent');
    if (came === null) return [notApplicable('the answer has neither traceresponse nor traceparent to tell it by')];
    if (came.split('-')[1] === trace) return [pass()];
    const fix = 'Take the trace id of the request over, and tell it in traceresponse.';
    return [fail(`traceparent: ${traceparent}`, `a trace of its own: ${came}`, fix)];
  },
};
