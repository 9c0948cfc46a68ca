import { describe, expect, it } from '@jest/globals';

import { methodInForce as methodOfAssessments } from '../../../subgraphs/stability/method/method-version';
import { methodInForce } from '../../../web/pages/back-test/method-in-force';
import { wilsonInterval } from '../../../web/pages/back-test/wilson-interval';

describe('the interval of a share that was seen', () => {
  it('is that of the published formula (5 of 20, 90 %)', () => {
    const { low, high } = wilsonInterval(0.25, 20);
    expect(low).toBeCloseTo(0.127, 3);
    expect(high).toBeCloseTo(0.432, 3);
  });

  it('never leaves 0 to 1, and is no point where nothing or everything happened', () => {
    expect(wilsonInterval(0, 3)).toEqual({ low: 0, high: expect.closeTo(0.474, 3) });
    expect(wilsonInterval(1, 3)).toEqual({ low: expect.closeTo(0.526, 3), high: 1 });
  });
});

describe('the method of the back-test on the pages', () => {
  it('is the one by which assessments are made', () => {
    expect(methodInForce).toEqual(methodOfAssessments);
  });
});
