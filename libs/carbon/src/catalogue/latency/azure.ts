import { latencySample } from '../latency.table';

/**
 * Measured round trips between Azure regions: 95th percentile (p95) of 30 days ending 2026-07-30, in milliseconds.
 * A sample of the published table. A row is the sender; `-` was not seen.
 */
export const AZURE_LATENCY = latencySample(
  { provider: 'azure', statistic: 'p95', window: '30 days ending 2026-07-30', source: 'azureLatency' },
  `
                     brazilsouth eastus francecentral westeurope westus
  australiacentral             -    210             -          -    147
  australiaeast              298    206           280        282    141
  australiasoutheast           -    217             -          -    152
  austriaeast                  -    106            23         24    170
  belgiumcentral               -     94            11         10    157
  brazilsouth                  -    121           193        191    170
  canadacentral              132     21            92         92     70
  canadaeast                   -     28             -         88     78
  centralindia               320    218           147        153    224
  centralus                  154     35           120        118     41
  denmarkeast                  -     92            27         16    154
  eastasia                     -    208           279        279    152
  eastus                     119      -            90         89     74
  eastus2                    121     11             -         93     71
  francecentral              192     90             -         15    152
  germanywestcentral         199     97            14         14    157
  indonesiacentral             -    241             -          -    184
  israelcentral                -    126            62         66    186
  italynorth                 206    107            26         28    167
  japaneast                  275    165           245        242    109
  japanwest                    -    171             -          -    116
  koreacentral               296    192           266        267    133
  malaysiawest                 -    234             -          -    176
  mexicocentral              158     66             -        145     53
  newzealandnorth              -    200             -          -    145
  northcentralus               -     24             -        106     53
  northeurope                176     76            22         19    137
  norwayeast                 199    100            32         24    161
  polandcentral              212    112            34         28    168
  qatarcentral                 -    165             -         94    221
  southafricanorth           326    225           165        171    278
  southcentralus             142     47             -        127     44
  southeastasia              337    229           175        181    171
  southindia                   -    246             -          -    203
  spaincentral               185     84            23         30    143
  swedencentral              204    108            40         31    168
  switzerlandnorth             -    104            19         20    163
  uaenorth                   288    191             -          -    257
  uksouth                    183     80             -          -    144
  westcentralus                -     55             -          -     27
  westeurope                 189     91             -          -    153
  westus                     171     72             -          -      -
  westus2                    179     76             -          -     25
  westus3                      -     65             -          -     22
`,
);
