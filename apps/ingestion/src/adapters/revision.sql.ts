import { columnsOf } from './observation-tables';
import type { ObservationTable } from './observation-tables';

const names = (columns: { name: string }[], prefix = ''): string =>
  columns.map(({ name }) => `${prefix}${name}`).join(', ');

const stageOf = (table: { name: string }): string => `incoming_${table.name}`;

/**
 * Adds those rows of `relation` whose value differs from the newest one known for the same fact. A revision never
 * replaces: should its `known_at` not be later than that of what it revises, it is set right after it.
 */
function insertChanged<Row>(table: ObservationTable<Row>, relation: string): string {
  const fact = table.key.filter(({ name }) => name !== 'known_at');
  const sameFact = fact.map(({ name }) => `stored.${name} = incoming.${name}`).join(' AND ');
  return `
    INSERT INTO ingestion.${table.name} (${names(fact)}, known_at, ${names(table.values)})
    SELECT ${names(fact, 'incoming.')},
           GREATEST(incoming.known_at, newest.known_at + interval '1 microsecond'),
           ${names(table.values, 'incoming.')}
      FROM ${relation} AS incoming
      LEFT JOIN LATERAL (
        SELECT stored.known_at, ${names(table.values, 'stored.')}
          FROM ingestion.${table.name} AS stored
         WHERE ${sameFact}
         ORDER BY stored.known_at DESC
         LIMIT 1
      ) AS newest ON true
     WHERE newest.known_at IS NULL
        OR (${names(table.values, 'newest.')}) IS DISTINCT FROM (${names(table.values, 'incoming.')})
        ON CONFLICT DO NOTHING`;
}

/** One statement for a poll's rows, given as one array per column; an array in a row travels as its text. */
export function insertFromArrays<Row>(table: ObservationTable<Row>): string {
  const columns = columnsOf(table);
  const isArray = (type: string): boolean => type.endsWith('[]');
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${isArray(type) ? 'text[]' : `${type}[]`}`);
  const cells = columns.map(({ name, type }) => (isArray(type) ? `${name}::${type} AS ${name}` : name));
  return insertChanged(
    table,
    `(SELECT ${cells.join(', ')} FROM unnest(${arrays.join(', ')}) AS row (${names(columns)}))`,
  );
}

/** A temporary table that takes a bulk load before it is compared with what is stored. */
export function createStage<Row>(table: ObservationTable<Row>): string {
  const columns = columnsOf(table).map(({ name, type }) => `${name} ${type}`);
  return `CREATE TEMPORARY TABLE ${stageOf(table)} (${columns.join(', ')}) ON COMMIT DROP`;
}

export const copyToStage = (table: { name: string }): string => `COPY ${stageOf(table)} FROM STDIN`;

export const insertFromStage = <Row>(table: ObservationTable<Row>): string =>
  insertChanged(table, stageOf(table));
