import { describe, expect, it } from '@jest/globals';

import { composeTexts } from '../../registry/compose/compose-texts';
import { BaseMoved, publish, rollback, setContract } from '../../registry/publish';
import { firstBroken } from '../../registry/record/entry';
import { areas, digestIn, options, permits, publishAll, publishing, schemaOf, testRegistries } from './registry';

const { open, newAddress } = testRegistries();

describe('publishing', () => {
  it('serves what the published subgraphs compose to, and writes down who did it and why', async () => {
    const registry = await open();
    const digest = await publishAll(registry, { areas, permits });
    const { sdl } = await registry.record.supergraph(digest);
    const composed = composeTexts([
      { name: 'permits', url: 'http://localhost/permits', sdl: permits, file: '' },
      { name: 'areas', url: 'http://localhost/areas', sdl: areas, file: '' },
    ]);
    expect(composed).toMatchObject({ kind: 'composed', supergraph: sdl });
    expect(await registry.record.entries()).toMatchObject([
      { _id: 1, act: 'publish', subject: 'areas', by: 'ani', reason: 'a test' },
      { _id: 2, act: 'publish', subject: 'permits', supergraph: digest },
    ]);
  });

  it('writes nothing where the check finds an error, and nothing where nothing changed', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    const clash = schemaOf('type Area @key(fields: "code") { code: ID! name: String }');
    const refused = await publish(registry, publishing('permits', clash), options());
    expect(refused).toMatchObject({ kind: 'refused', report: { passed: false, supergraph: null } });
    expect((await publish(registry, publishing('areas', areas), options())).kind).toBe('unchanged');
    expect(await registry.record.entries()).toHaveLength(1);
  });

  it('is refused on a base that is not served any more', async () => {
    const registry = await open();
    const base = await publishAll(registry, { areas });
    await publishAll(registry, { permits });
    const late = publish(registry, publishing('visas', schemaOf('type Query { visas: Int }')), options({ base }));
    await expect(late).rejects.toThrow(BaseMoved);
    await expect(late).rejects.toThrow(/^base moved: /);
  });

  it('lets one of two win that start from the same base, and tells the other', async () => {
    const address = newAddress();
    const [one, other] = [await open(address), await open(address)];
    const base = await publishAll(one, { areas });
    const visas = schemaOf('type Query { visas: Int }');
    const outcomes = await Promise.allSettled([
      publish(one, publishing('permits', permits), options({ base })),
      publish(other, publishing('visas', visas), options({ base })),
    ]);
    const won = outcomes.filter(({ status }) => status === 'fulfilled');
    const lost = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(1);
    expect(lost[0]).toBeInstanceOf(BaseMoved);
    expect(lost[0]?.message).toContain('base moved');
    expect((await one.record.state()).subgraphs).toHaveLength(2);
  });

  it('loses none of a hundred publishes of ten partners, and each loser is told', async () => {
    const address = newAddress();
    const first = await open(address);
    await publishAll(first, { areas });
    const accepted: string[] = [];
    let told = 0;
    const partner = async (number: number): Promise<void> => {
      const registry = await open(address);
      for (let version = 0; version < 10; version += 1) {
        const sdl = schemaOf(`type Query { partner${number}: Int\n version${number}x${version}: Int }`);
        try {
          const published = await publish(registry, publishing(`partner${number}`, sdl), options());
          accepted.push(digestIn(published) ?? 'not published');
        } catch (error) {
          if (!(error instanceof BaseMoved)) throw error;
          told += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, number) => partner(number)));
    expect(accepted.length + told).toBe(100);
    const entries = await first.record.entries();
    expect(
      entries
        .slice(1)
        .map(({ supergraph }) => supergraph)
        .sort(),
    ).toEqual(accepted.sort());
    expect(firstBroken(entries)).toBeNull();
    for (const { subgraphs, supergraph } of entries) {
      const composed = composeTexts(await first.record.texts(subgraphs));
      expect(composed).toMatchObject({
        kind: 'composed',
        supergraph: (await first.record.supergraph(supergraph ?? '')).sdl,
      });
    }
  }, 300_000);
});

describe('retiring', () => {
  it('takes a subgraph out, when the others compose without it', async () => {
    const registry = await open();
    const base = await publishAll(registry, { areas });
    await publishAll(registry, { permits });
    await publish(registry, { kind: 'retire', name: 'permits' }, options());
    expect(await registry.record.state()).toMatchObject({ supergraph: base, subgraphs: [{ name: 'areas' }] });
  });

  it('is refused of the last one, and says of an unknown one that there is none', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await expect(publish(registry, { kind: 'retire', name: 'areas' }, options())).rejects.toThrow('the last subgraph');
    await expect(publish(registry, { kind: 'retire', name: 'none' }, options())).rejects.toThrow('no subgraph none');
  });

  it('is refused where the others need it', async () => {
    const registry = await open();
    await publishAll(registry, { areas, permits });
    const refused = await publish(registry, { kind: 'retire', name: 'areas' }, options());
    expect(refused).toMatchObject({ kind: 'refused', report: { supergraph: null } });
  });
});

describe('rolling back', () => {
  it('serves again what was served, with its subgraphs', async () => {
    const registry = await open();
    const former = await publishAll(registry, { areas });
    await publishAll(registry, { permits });
    await rollback(registry, former.slice(0, 12), { by: 'budi', reason: 'too early' });
    expect(await registry.record.state()).toMatchObject({ supergraph: former, subgraphs: [{ name: 'areas' }] });
    expect((await registry.record.entries()).at(-1)).toMatchObject({
      act: 'rollback',
      by: 'budi',
      reason: 'too early',
    });
  });

  it('is refused for what was never served', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await expect(rollback(registry, '00000000', { by: 'budi', reason: '' })).rejects.toThrow('No supergraph 00000000');
  });
});

describe('the record', () => {
  it('shows an entry that was changed afterwards', async () => {
    const registry = await open();
    await publishAll(registry, { areas, permits });
    const entries = await registry.record.entries();
    expect(firstBroken(entries)).toBeNull();
    expect(firstBroken(entries.map((each) => (each._id === 2 ? { ...each, by: 'somebody else' } : each)))).toBe(2);
    expect(firstBroken(entries.slice(1))).toBe(1);
  });

  it('takes a contract only while it is a schema', async () => {
    const registry = await open();
    await publishAll(registry, { areas: areas.replace('areas: [Area!]!', 'areas: [Area!]! @tag(name: "public")') });
    const signature = { by: 'ani', reason: '' };
    await setContract(registry, { name: 'open', include: [], exclude: ['internal'] }, signature);
    await expect(setContract(registry, { name: 'none', include: [], exclude: ['public'] }, signature)).rejects.toThrow(
      'The contract none would be no schema',
    );
    expect((await registry.record.state()).contracts.map(({ name }) => name)).toEqual(['open']);
  });
});
