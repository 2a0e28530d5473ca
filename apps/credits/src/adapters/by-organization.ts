/** Rows of each organisation, in their order. */
export function byOrganization<Row extends { organization_id: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const known = groups.get(row.organization_id);
    if (known === undefined) groups.set(row.organization_id, [row]);
    else known.push(row);
  }
  return groups;
}
