import fc from 'fast-check';
import { cloudRegions, zones } from './catalogue';
import { indexRegions, resolveRegion } from './resolve-region';

const unknown = (name: string) => {
  const answer = resolveRegion(name);
  if (answer.kind !== 'unknown') throw new Error(`${name} resolved`);
  return answer;
};

describe('resolveRegion', () => {
  it('resolves a zone id to a bare zone', () => {
    expect(resolveRegion('FR')).toEqual({ kind: 'resolved', name: 'FR', zone: 'FR', cloudRegion: null });
  });

  it.each(['aws:eu-west-3', 'eu-west-3', 'EU-WEST-3', ' AWS:eu-west-3 '])('resolves %j to Paris', (name) => {
    expect(resolveRegion(name)).toMatchObject({
      kind: 'resolved',
      name,
      zone: 'FR',
      cloudRegion: { id: 'aws:eu-west-3' },
    });
  });

  it('resolves every name of the catalogue in any case', () => {
    const names = [...zones().map(({ id }) => id), ...cloudRegions().flatMap(({ id, name }) => [id, name])];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.boolean(), (name, lower) => {
        const asked = lower ? name.toLowerCase() : name.toUpperCase();
        expect(resolveRegion(asked)).toMatchObject({ kind: 'resolved', name: asked });
      }),
    );
  });

  it.each([
    ['eu-west-33', 'aws:eu-west-3'],
    ['us-cal-cis', 'US-CAL-CISO'],
    ['aws:eu-wst-3', 'aws:eu-west-3'],
    ['US-CAL', 'US-CAL-CISO'],
    ['france', 'FR'],
    ['gcp:us-centrall1', 'gcp:us-central1'],
  ])('suggests for %s first %s', (name, suggestion) => {
    expect(unknown(name).didYouMean[0]).toBe(suggestion);
    expect(unknown(name).reason).toContain(`did you mean ${suggestion}`);
  });

  it('suggests only names that resolve, at most three, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (name) => {
        const answer = resolveRegion(name);
        if (answer.kind === 'resolved') return;
        expect(answer.didYouMean.length).toBeLessThanOrEqual(3);
        expect(answer.didYouMean.every((each) => resolveRegion(each).kind === 'resolved')).toBe(true);
        expect(answer.reason.length).toBeLessThan(250);
      }),
    );
  });

  it('has no suggestion for nothing and for nonsense', () => {
    expect(unknown('').didYouMean).toEqual([]);
    expect(unknown('zzzzqqqqzzzz').didYouMean).toEqual([]);
  });

  it('says so where a bare name belongs to two providers', () => {
    const [paris] = cloudRegions({ provider: 'aws' }).filter(({ name }) => name === 'eu-west-3');
    if (!paris) throw new Error('no Paris');
    const twin = { ...paris, id: 'gcp:eu-west-3', provider: 'gcp' as const };
    const index = indexRegions(['FR'], [paris, twin]);
    expect(resolveRegion('eu-west-3', index)).toMatchObject({
      kind: 'unknown',
      reason: '"eu-west-3" is ambiguous: write aws:eu-west-3 or gcp:eu-west-3',
      didYouMean: ['aws:eu-west-3', 'gcp:eu-west-3'],
    });
    expect(resolveRegion('gcp:eu-west-3', index)).toMatchObject({ kind: 'resolved' });
  });
});
