/** The part of @tgwf/co2 that is read here; the package ships no types. */
declare module '@tgwf/co2/data/electricity-maps' {
  interface YearlyAverages {
    readonly data: Readonly<
      Record<string, { readonly carbonIntensity: { readonly value: number } } | undefined>
    >;
  }
  const editions: Readonly<
    Record<'yearly2021' | 'yearly2022' | 'yearly2023' | 'yearly2024' | 'yearly2025', YearlyAverages>
  >;
  export default editions;
}
