import { describe, expect, it } from '@jest/globals';

import { addressOf, changedView, readView, type View } from '../../../web/view-state/view';

const read = (address: string): View => {
  const { pathname, search } = new URL(address, 'http://localhost');
  return readView(pathname, search);
};

describe('the address of a view', () => {
  it.each([
    '/',
    '/area?area=31.75.03.1001&month=2024-09',
    '/?area=31.75.06&language=id&layer=V',
    '/compare?month=2024-08&compare=31.75.03,31.75.06',
    '/area?area=31.75.03&against=CITY',
    '/?alert=31.75.03@2024-10-SIAGA',
    '/back-test?level=VILLAGE',
    '/what-if?area=31.75.03&suppose=H1:40,C3:10',
  ])('is the same after it was read: %s', (address) => {
    expect(addressOf(read(address))).toBe(address);
  });

  it('is read as if what cannot be were not there', () => {
    expect(
      read(
        '/nowhere?area=../x&month=2024-13&language=fr&layer=Z&compare=a,31.75.03,31.75.03&suppose=H9:1,V1:-3&alert=x&level=PROVINCE',
      ),
    ).toEqual({
      ...read('/'),
      compared: ['31.75.03'],
    });
  });

  it('leaves what was supposed behind when it moves to another area or month', () => {
    const view = read('/what-if?area=31.75.03&suppose=H1:40');
    expect(changedView(view, { language: 'id' }).supposed).toEqual([['H1', 40]]);
    expect(changedView(view, { area: '31.75.06' }).supposed).toEqual([]);
    expect(changedView(view, { month: '2024-09' }).supposed).toEqual([]);
  });

  it('compares at most twenty areas', () => {
    const codes = Array.from({ length: 30 }, (_, number) => `31.75.${String(number + 10)}`);
    expect(read(`/compare?compare=${codes.join(',')}`).compared).toHaveLength(20);
  });
});
