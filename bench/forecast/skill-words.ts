/** What the tables are. */
export const ABOUT =
  'The command trains, serves and scores with the code that the service runs (`libs/forecast`), zone by zone, each run in a process of its own.';

export const SCORED = `## How it is scored

- **Issues**: every day at 00 UTC for 96 hours. The last known hour of intensity and generation is the one before the issue. Test
  periods: \`2021H2\`, issues from 2021-07-01, targets to 2021-12-31; \`2022H2\`, issues from 2022-07-06, targets to 2023-01-02, in the
  zones whose files reach so far. Only issues whose four days all lie in the period count.
- **Learning**: one fit, on hours before the first issue only; nothing is refitted within the period. Settings were chosen on earlier time.
- **MAPE** in % is the mean of |forecast - actual| / actual over all (issue, hour) pairs; hours without an actual are left out. "naive" is
  yesterday's same hour. MAE, bias (mean of forecast - actual) and pinball loss (mean over p5, p10, p50, p90, p95) in gCO2eq/kWh, over
  all four days. p90 and p95: what the day-1 MAPE of 90 and 95 % of the issues stays at or below. "in 80 %" and "in 90 %": share of hours
  within p10..p90 and p5..p95 over all four days, in %; 80 and 90 are meant.
- **Factors**: lifecycle unless said otherwise, production only: imports, exports and storage are not in the mix.`;

export const HONESTY = `## Which weather

A forecast may use only weather that was forecast before it was issued. The files hold one weather run a day, each for its own
day, so there are three ways to score:

- \`day1\`, **the honest one**: only the run of the issue's day. Days 2 to 4 are forecast without any weather, so they are worse than
  they would be with a real four-day weather forecast.
- \`rolling\`, **an optimistic bound**: the runs of the later days too, which did not exist at the issue. Nobody can reach these figures
  for days 2 to 4 in earnest; the service, which asks for weather of all four days, lies between the two.
- \`none\`: no weather at all, as for a zone whose weather nobody reports.

The files' weather of 00 UTC comes with the run of that day, which a service gets some hours later; as in the published papers it
may be used at 00 UTC.`;

export const COMPARED = `DACF's day-ahead figures (Maji et al., e-Energy 2022) with direct factors, re-scored on these files from July to December 2021; for Germany
DACF had the operators' own forecasts of wind and sun, which are not public inputs here.`;

export const CREDITS = `## Data

The public data set of EnsembleCI (Yan, Wang, Liu, Ding, e-Energy 2025), which extends CarbonCast (Maji, Shenoy, Sitaraman, BuildSys 2022) and DACF
(Maji, Shenoy, Sitaraman, e-Energy 2022). Generation by source: hourly grid monitor of the US EIA, transparency platform of ENTSO-E. Weather: NCEP GFS
forecasts (ds084.1), averaged over each region by the authors of CarbonCast, here at the hour that they are valid for.
`;
