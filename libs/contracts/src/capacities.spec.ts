import { capacities } from './capacities';

describe('capacities', () => {
  it('knows a region by what it is, and all others by the common cap', () => {
    const capKwOf = capacities({
      ECOBE_CAPACITY_KW: 500,
      ECOBE_CAPACITY_KW_BY_REGION: { de: 40, 'eu-west-3': 7 },
    });
    expect(['DE', 'aws:eu-west-3', 'FR'].map(capKwOf)).toEqual([40, 7, 500]);
    expect(capacities({})('DE')).toBeNull();
  });

  it('does not lift a cap for a slip of the pen', () => {
    const load = () => capacities({ ECOBE_CAPACITY_KW_BY_REGION: { Germoney: 1 } });
    expect(load).toThrow('ECOBE_CAPACITY_KW_BY_REGION: "Germoney" is no zone or cloud region');
  });
});
