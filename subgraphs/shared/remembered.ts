/** Results of a costly pure function by key: the latest `size` of them. */
export class Remembered<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly size: number) {}

  get(key: string, compute: () => Value): Value {
    const value = this.values.get(key) ?? compute();
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.size) this.values.delete(this.values.keys().next().value ?? '');
    return value;
  }

  forget(key: string): void {
    this.values.delete(key);
  }
}
