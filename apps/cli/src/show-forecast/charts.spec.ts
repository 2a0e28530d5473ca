import { forecastView } from './forecast-view.fixture';
import { svgChart } from './svg-chart';
import { terminalChart } from './terminal-chart';

const ESCAPE = String.fromCharCode(27);

describe('terminalChart', () => {
  const plain = (columns = 80) => terminalChart(forecastView(), { columns, hasColor: false });

  it('draws what was and what comes, named, with its unit', () => {
    const chart = plain();
    expect(chart).toContain('DE  gCO2eq/kWh (lifecycle, average)');
    for (const name of ['observed', 'forecast', 'p10: one truth', 'p90: one truth'])
      expect(chart).toContain(name);
    expect(chart).toMatch(/^ *130┤|^ *120┤/m);
  });

  it('fits the terminal, and uses colours only where they show', () => {
    expect(plain()).not.toContain(ESCAPE);
    expect(terminalChart(forecastView(), { columns: 80, hasColor: true })).toContain(ESCAPE);
    const widest = Math.max(
      ...plain(60)
        .split('\n')
        .map((line) => line.trimEnd().length),
    );
    expect(widest).toBeLessThanOrEqual(60);
  });

  it('draws a forecast without any history', () => {
    const chart = terminalChart({ ...forecastView(), observed: [] }, { columns: 80, hasColor: false });
    expect(chart).not.toContain('observed');
    expect(chart).toContain('forecast');
  });
});

describe('svgChart', () => {
  const paths = (svg: string) => [...svg.matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d ?? '');

  it('draws the band, each run of known hours and the forecast', () => {
    const drawn = paths(svgChart(forecastView(), []));
    // band, one observed hour alone, two in a row, forecast
    expect(drawn.map((d) => d.match(/[ML]/g)?.join(''))).toEqual(['MLLLLLLL', 'M', 'ML', 'MLLL']);
    expect(drawn.join()).not.toMatch(/NaN|undefined/);
  });

  it('starts its scale at zero and puts lower values lower', () => {
    const [band = ''] = paths(svgChart(forecastView(), []));
    const heights = [...band.matchAll(/[ML][\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
    const [p90OfFirst, , p90OfThird] = heights;
    expect(p90OfThird).toBeLessThan(p90OfFirst ?? 0);
    expect(svgChart(forecastView(), [])).toContain('>0</text>');
  });

  it('grows with what is said under it, so that every line is seen', () => {
    const svg = svgChart(forecastView(), ['where from', 'how good', `${'word '.repeat(60)}end`]);
    const height = Number(/viewBox="0 0 960 (\d+)"/.exec(svg)?.[1]);
    const places = [...svg.matchAll(/<text x="64\.0" y="([\d.]+)" text-anchor="start">/g)].map(([, y]) =>
      Number(y),
    );
    // The title and five lines: the last sentence takes three.
    expect(places).toHaveLength(6);
    expect(Math.max(...places)).toBeLessThan(height);
    expect(svg.split('\n').find((line) => line.includes('end</text>'))).toMatch(/word end<\/text>$/);
  });

  it('keeps markup out of what it writes', () => {
    const svg = svgChart(forecastView({ region: '<script>"&' }), ['a < b']);
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;&quot;&amp;');
    expect(svg).toContain('a &lt; b');
  });
});
