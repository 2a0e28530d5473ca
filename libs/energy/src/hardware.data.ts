import type { Provider } from '@ecobe/carbon';

/** Power and memory of one accelerator. */
export interface AcceleratorFigures {
  readonly idleW: number;
  readonly maxW: number;
  readonly memoryGb: number;
  readonly source: string;
}

export const ACCELERATORS = ['H100', 'B200', 'A100'] as const;
export type Accelerator = (typeof ACCELERATORS)[number];

export const ACCELERATOR_FIGURES: Record<Accelerator, AcceleratorFigures> = {
  H100: {
    idleW: 100,
    maxW: 700,
    memoryGb: 80,
    source: 'TDP of the SXM board: mlco2/impact GPU list; idle: GreenPT operator figure for the PCIe board',
  },
  B200: {
    idleW: 143,
    maxW: 1000,
    memoryGb: 180,
    source: 'TDP: vendor comparison; 180 GB usable in HGX; idle taken as the same share of TDP as the H100',
  },
  A100: {
    idleW: 46,
    maxW: 407,
    memoryGb: 80,
    source: 'Cloud Carbon Footprint constants, watts at 0 and 100 % load of the 80 GB SXM4 board',
  },
};

/** Accelerators that share one server. */
export const ACCELERATORS_PER_SERVER = 8;
/** Average power of an 8-accelerator server without its accelerators (EcoLogits, p5.48xlarge class). */
export const AI_HOST_W = 1200;
/** Embodied: AI server without accelerators, one accelerator (HGX H100 product carbon footprint), both via EcoLogits. */
export const AI_SERVER_EMBODIED_G = 5_700_000;
export const ACCELERATOR_EMBODIED_G = 164_000;
/** EcoLogits writes AI servers off over three years. */
export const AI_SERVER_LIFETIME_SECONDS = 94_608_000;

/** A general two-socket server of the m6i class: Cloud Carbon Footprint embodied figure, four years (GSF SCI guide). */
export const GENERAL_SERVER_EMBODIED_G = 1_788_460;
export const GENERAL_SERVER_LIFETIME_SECONDS = 126_144_000;
/** vCPUs that an m6i host sells (m6i.32xlarge is the whole host; AWS instance list). */
export const GENERAL_SERVER_VCPUS = 128;
/** Two EPYC 9654 sockets under load with their memory, in watts. */
export const CPU_INFERENCE_SERVER_W = 786;

/** Energy of one class relative to a GPU: low / mid / high. */
export interface ClassMultiplier {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly source: string;
}

/** On the accelerator part of a GPU request. The weakest figures of the model: no like-for-like measurement is known. */
export const CPU_MULTIPLIER: ClassMultiplier = {
  low: 3.7,
  mid: 8,
  high: 19,
  source:
    'low: memory bandwidth per watt, H100 against EPYC 9654; high: DeepSeek-R1 on two EPYC 9654 (llama.cpp discussion 11765) against DeepSeek-V3.1 on 8 B200 (ML.ENERGY); mid: geometric mean',
};
/** Memory on top of the sockets of a CPU server. */
export const CPU_MEMORY_FACTOR = 1.09;
/** On the whole GPU request. */
export const TPU_MULTIPLIER: ClassMultiplier = {
  low: 0.53,
  mid: 1,
  high: 1.5,
  source: 'low: TPU v4 draws 1.9 times less than A100 (Google); mid and high are assumptions',
};

/** Average W per vCPU at 0 and 100 % load, by provider: Cloud Carbon Footprint estimation constants. */
export const VCPU_WATTS = {
  aws: { minW: 0.74, maxW: 3.5 },
  gcp: { minW: 0.68, maxW: 4.11 },
  azure: { minW: 0.74, maxW: 3.54 },
} as const satisfies Record<Provider, { minW: number; maxW: number }>;
export const DEFAULT_VCPU_PROVIDER: Provider = 'aws';
