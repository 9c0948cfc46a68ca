import { double } from '../values/codec';
import { int64, isIntegral, numeric, toNumber } from '../values/numbers';

/**
 * A sum that does not lose small parts: the rounding error of each addition is kept beside it, as MongoDB does, so
 * 0.1 added ten times is 1. Values that are no numbers are passed over.
 */
export class RunningSum {
  count = 0;
  private sum = 0;
  private error = 0;
  private sawDouble = false;
  private sawLong = false;

  add(value: unknown): void {
    const number = toNumber(value);
    if (number === undefined) return;
    this.count++;
    if (!isIntegral(value)) this.sawDouble = true;
    else if (typeof value !== 'number') this.sawLong = true;
    const sum = this.sum + number;
    const part = sum - this.sum;
    const error = this.sum - (sum - part) + (number - part);
    this.sum = sum;
    if (Number.isFinite(error)) this.error += error;
  }

  total(): unknown {
    const total = this.sum + this.error;
    if (this.sawDouble) return double(total);
    return this.sawLong ? int64(total) : numeric(total, 0);
  }

  average(): unknown {
    return this.count === 0 ? null : double((this.sum + this.error) / this.count);
  }
}
