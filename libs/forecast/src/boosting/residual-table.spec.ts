import { syntheticGrid } from '../grid.fixture';
import { atHour } from '../history.fixture';
import { at } from '../rolling-errors';
import { residualTable } from './residual-table';
import { yesterdayTrainer } from './yesterday.fixture';

const HOURS = 40 * 24;
const grid = syntheticGrid(HOURS, 5);
const base = yesterdayTrainer.open({
  kind: 'trained',
  trainer: 'yesterday@1',
  features: [],
  parameters: null,
});
const table = residualTable({ ...grid, untilMs: atHour(HOURS) }, base);
const column = (name: string) => table.columns[table.names.indexOf(name)] ?? new Float32Array(0);

describe('residualTable', () => {
  it('holds what the base got wrong at origins 13 hours apart, every other lead, up to the end', () => {
    const log = (hour: number) => Math.log1p(at(grid.history.values, hour));
    let row = 0;
    for (let origin = 28 * 24, turn = 0; origin < HOURS; origin += 13, turn++) {
      for (let lead = turn % 2; lead < Math.min(98, HOURS - origin); lead += 2) {
        expect(table.leads[row]).toBe(lead);
        expect(table.residuals[row]).toBeCloseTo(log(origin + lead) - log(origin - 24 + (lead % 24)), 12);
        expect(column('hour')[row]).toBe((origin + lead) % 24);
        row += 1;
      }
    }
    expect(row).toBe(table.residuals.length);
    expect(table.columns.every((values) => values.length === row)).toBe(true);
  });

  it('lets rows count half after 540 days, and the first hours more', () => {
    const recency = (hoursBack: number) => 0.5 ** (hoursBack / (540 * 24));
    const first = HOURS - 28 * 24;
    expect(table.weights[0]).toBeCloseTo(6 * recency(first), 12);
    expect(table.weights[12]).toBeCloseTo((1 + 5 * Math.exp(-2)) * recency(first), 12);
    const secondOrigin = table.leads.indexOf(1);
    expect(table.weights[secondOrigin]).toBeCloseTo((1 + 5 * Math.exp(-1 / 12)) * recency(first - 13), 12);
  });

  it('knows the weather of the issue day only', () => {
    const wind = column('wind-level');
    table.leads.forEach((lead, row) => {
      const startOfDay = (column('hour')[row] ?? 0) - lead;
      expect(Number.isNaN(wind[row] ?? NaN)).toBe(startOfDay < 0);
    });
  });

  it('leaves out origins at which the newest hour is not known', () => {
    const values = grid.history.values.map((value, hour) => (hour === 28 * 24 + 12 ? NaN : value));
    const history = { ...grid.history, values };
    const gappy = residualTable({ ...grid, history, untilMs: atHour(HOURS) }, base);
    expect(table.residuals.length - gappy.residuals.length).toBeGreaterThanOrEqual(49);
  });
});
