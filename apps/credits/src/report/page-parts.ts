import { escapedMarkup } from '@ecobe/platform';

export const STYLE = `
  :root { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
  body { max-width: 62rem; margin: 0 auto; padding: 1.5rem }
  h1 { margin: 0 0 .2rem; font-size: 1.8rem } h2 { margin: 2.2rem 0 .6rem; font-size: 1.25rem; border-bottom: 2px solid #0072b2 }
  .who { margin: 0; font-size: 1.2rem } .notice { padding: .7rem 1rem; background: #fff4d6; border-left: 6px solid #d55e00; font-weight: 600 }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .8rem; margin: 1.2rem 0 }
  .tile { padding: .8rem 1rem; border: 1px solid #ccc; border-radius: .4rem } .tile b { display: block; font-size: 1.25rem }
  table { width: 100%; margin: .8rem 0; border-collapse: collapse; font-size: .9rem }
  th, td { padding: .25rem .6rem; border-bottom: 1px solid #ddd; text-align: left; overflow-wrap: anywhere; vertical-align: top }
  td:not(:first-child) { font-variant-numeric: tabular-nums } dt { font-weight: 600 } dd { margin: 0 0 .5rem; overflow-wrap: anywhere }
  svg { display: block; width: 100%; height: auto; margin: .8rem 0 }
  @page { margin: 16mm } @media print { body { padding: 0; max-width: none } section, svg, tr { break-inside: avoid } }`;

const WHOLE_FROM = 100;
const PLACES = 4;

/** A number for people, always in the same letters: 1,234,567 or 0.1234. */
export function number(value: number): string {
  const maximumFractionDigits = Math.abs(value) >= WHOLE_FROM ? 0 : PLACES;
  return value.toLocaleString('en-US', { maximumFractionDigits });
}

export const grams = (value: number): string => `${number(value)} gCO2eq`;
export const percent = (value: number | null): string => (value === null ? 'none' : `${value} %`);

export const notice = (text: string): string => `<p class="notice" role="note">${escapedMarkup(text)}</p>`;
export const paragraph = (text: string): string => `<p>${escapedMarkup(text)}</p>`;
export const tile = (name: string, value: string): string =>
  `<div class="tile">${escapedMarkup(name)}<b>${escapedMarkup(value)}</b></div>`;

/** @param parts markup */
export const section = (name: string, parts: readonly string[]): string =>
  `<section><h2>${escapedMarkup(name)}</h2>${parts.join('\n')}</section>`;

export const facts = (pairs: readonly (readonly [name: string, value: string])[]): string =>
  `<dl>${pairs.map(([name, value]) => `<dt>${escapedMarkup(name)}</dt><dd>${escapedMarkup(value)}</dd>`).join('')}</dl>`;

const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapedMarkup(cell)}</${tag}>`).join('')}</tr>`;

/** Nothing where there are no rows. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `<table><thead>${row(header, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
