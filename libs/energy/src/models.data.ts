/** Where a model's parameter counts come from. */
interface ModelGroup {
  readonly source: string;
  readonly rows: readonly ModelRow[];
}

/**
 * Name, other names (space separated), total and active parameters in billions, and, where the architecture was never
 * published, the span in which the active parameters are believed to lie.
 */
type ModelRow = readonly [
  name: string,
  otherNames: string,
  totalB: number,
  activeB: number,
  activeSpanB?: readonly [number, number],
];

const publishedInEcoLogits: readonly ModelRow[] = [
  ['mixtral-8x7b', 'mixtral mixtral8x7b open-mixtral-8x7b mistralai/Mixtral-8x7B-Instruct-v0.1', 46.7, 12.9],
  ['mixtral-8x22b', 'mixtral8x22b open-mixtral-8x22b mistralai/Mixtral-8x22B-Instruct-v0.1', 140.6, 39.1],
  ['mistral-7b', 'open-mistral-7b mistralai/Mistral-7B-Instruct-v0.3', 7.25, 7.25],
  ['mistral-nemo-12b', 'open-mistral-nemo', 12.25, 12.25],
  ['mistral-small-24b', 'mistral-small-2503 magistral-small', 23.6, 23.6],
  ['codestral-22b', 'codestral', 22.25, 22.25],
  ['mistral-large-2', 'mistral-large-2407 mistral-large-2411 mistral-large-123b', 123, 123],
  ['ministral-3b', '', 3.32, 3.32],
  ['ministral-8b', '', 8.02, 8.02],
  ['pixtral-12b', '', 12, 12],
  ['llama-2-7b', '', 6.74, 6.74],
  ['llama-2-13b', '', 13.02, 13.02],
  ['llama-2-70b', '', 68.98, 68.98],
  ['llama-3-8b', 'llama3-8b llama-3.1-8b meta-llama/Meta-Llama-3.1-8B-Instruct', 8.03, 8.03],
  ['llama-3-70b', 'llama3-70b llama-3.1-70b meta-llama/Meta-Llama-3.1-70B-Instruct', 70.55, 70.55],
  ['llama-3.1-405b', 'llama-3-405b llama3-405b', 405.85, 405.85],
  ['codellama-34b', '', 34, 34],
  ['codellama-70b', '', 70, 70],
  ['gemma-2b', '', 2.51, 2.51],
  ['gemma-7b', '', 8.54, 8.54],
  ['gemma-2-2b', '', 2.61, 2.61],
  ['gemma-2-9b', '', 9.24, 9.24],
  ['gemma-2-27b', '', 27.23, 27.23],
  ['gemma-3-1b', '', 1, 1],
  ['gemma-3-4b', '', 4.3, 4.3],
  ['gemma-3-12b', '', 12.2, 12.2],
  ['gemma-3-27b', '', 27.4, 27.4],
  ['phi-3-mini', '', 3.82, 3.82],
  ['phi-3-small', '', 7.39, 7.39],
  ['phi-3-medium', '', 13.96, 13.96],
  ['command-r', '', 32.3, 32.3],
  ['command-r-plus', '', 104, 104],
  ['command-a', '', 111, 111],
  ['aya-expanse-8b', '', 8.03, 8.03],
  ['aya-expanse-32b', '', 32.3, 32.3],
  ['dolly-v2-12b', '', 12, 12],
  ['dbrx', 'dbrx-instruct', 132, 36],
  ['gpt-oss-120b', 'openai/gpt-oss-120b', 117, 5.1],
  ['gpt-oss-20b', 'openai/gpt-oss-20b', 21, 3.6],
];

const measuredByMlEnergy: readonly ModelRow[] = [
  ['qwen3-14b', 'Qwen/Qwen3-14B', 14, 14],
  ['qwen3-235b-a22b-instruct-2507', 'Qwen/Qwen3-235B-A22B-Instruct-2507 qwen3-235b qwen3-235b-a22b', 235, 22],
  ['qwen3-235b-a22b-instruct-2507-fp8', 'Qwen/Qwen3-235B-A22B-Instruct-2507-FP8', 235, 22],
  ['qwen3-235b-a22b-thinking-2507', 'Qwen/Qwen3-235B-A22B-Thinking-2507', 235, 22],
  ['qwen3-235b-a22b-thinking-2507-fp8', 'Qwen/Qwen3-235B-A22B-Thinking-2507-FP8', 235, 22],
  ['qwen3-30b-a3b-instruct-2507', 'Qwen/Qwen3-30B-A3B-Instruct-2507 qwen3-30b qwen3-30b-a3b', 30, 3],
  ['qwen3-30b-a3b-thinking-2507', 'Qwen/Qwen3-30B-A3B-Thinking-2507', 30, 3],
  ['qwen3-32b', 'Qwen/Qwen3-32B', 32, 32],
  ['qwen3-8b', 'Qwen/Qwen3-8B', 8, 8],
  ['qwen3-coder-30b-a3b-instruct', 'Qwen/Qwen3-Coder-30B-A3B-Instruct qwen3-coder-30b', 30, 3],
  ['qwen3-coder-480b-a35b-instruct', 'Qwen/Qwen3-Coder-480B-A35B-Instruct qwen3-coder-480b', 480, 35],
  ['qwen3-coder-480b-a35b-instruct-fp8', 'Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8', 480, 35],
  ['qwen3-omni-30b-a3b-instruct', 'Qwen/Qwen3-Omni-30B-A3B-Instruct', 30, 3],
  ['qwen3-vl-235b-a22b-instruct', 'Qwen/Qwen3-VL-235B-A22B-Instruct', 235, 22],
  ['qwen3-vl-235b-a22b-instruct-fp8', 'Qwen/Qwen3-VL-235B-A22B-Instruct-FP8', 235, 22],
  ['qwen3-vl-30b-a3b-instruct', 'Qwen/Qwen3-VL-30B-A3B-Instruct', 30, 3],
  ['qwen3-vl-32b-instruct', 'Qwen/Qwen3-VL-32B-Instruct', 32, 32],
  ['qwen3-vl-8b-instruct', 'Qwen/Qwen3-VL-8B-Instruct', 8, 8],
  ['deepseek-r1-0528', 'deepseek-ai/DeepSeek-R1-0528 deepseek-r1', 671, 37],
  ['deepseek-v3.1', 'deepseek-ai/DeepSeek-V3.1 deepseek-v3 deepseek', 671, 37],
  ['llama-3.3-70b-instruct', 'meta-llama/Llama-3.3-70B-Instruct llama-3.3-70b', 70, 70],
  [
    'llama-4-maverick-17b-128e-instruct-fp8',
    'meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8 llama-4-maverick',
    400,
    17,
  ],
  ['llama-4-scout-17b-16e-instruct', 'meta-llama/Llama-4-Scout-17B-16E-Instruct llama-4-scout', 109, 17],
  ['nvidia-nemotron-nano-12b-v2', 'nvidia/NVIDIA-Nemotron-Nano-12B-v2', 12, 12],
  ['nvidia-nemotron-nano-12b-v2-vl-bf16', 'nvidia/NVIDIA-Nemotron-Nano-12B-v2-VL-BF16', 12, 12],
  ['nvidia-nemotron-nano-9b-v2', 'nvidia/NVIDIA-Nemotron-Nano-9B-v2', 9, 9],
];

const guessedByEcoLogits: readonly ModelRow[] = [
  ['mistral-medium-latest', '', 95, 95, [70, 120]],
  ['claude-3-5-sonnet-latest', '', 440, 88, [44, 132]],
  ['claude-3-haiku-20240307', '', 300, 60, [30, 90]],
  ['claude-3-opus-latest', '', 2000, 400, [200, 600]],
  ['claude-opus-4-20250514', '', 2000, 400, [200, 600]],
  ['claude-sonnet-4-5-20250929', '', 440, 88, [44, 132]],
  ['claude-haiku-4-5-20251001', '', 22.5, 22.5, [10, 35]],
  ['gemini-2.0-flash', '', 440, 88, [44, 132]],
  ['gemini-2.5-flash', '', 440, 88, [44, 132]],
  ['gemini-2.5-flash-lite', '', 18, 18, [8, 28]],
  ['gemini-2.5-pro', '', 2000, 400, [200, 600]],
  ['gpt-3.5-turbo', '', 45, 45, [20, 70]],
  ['gpt-4', '', 1760, 352, [176, 528]],
  ['gpt-4-turbo', '', 880, 176, [88, 264]],
  ['gpt-4.1', '', 352, 70.5, [35, 106]],
  ['gpt-4.1-mini', '', 76, 76, [40, 112]],
  ['gpt-4.1-nano', '', 23.5, 23.5, [10, 37]],
  ['gpt-4o', '', 440, 88, [44, 132]],
  ['gpt-4o-mini', '', 18, 18, [8, 28]],
  ['gpt-5', '', 300, 60, [30, 90]],
  ['gpt-5-mini', '', 47.5, 47.5, [25, 70]],
  ['gpt-5-nano', '', 11.75, 11.75, [5, 18.5]],
  ['o1', '', 440, 88, [44, 132]],
  ['o3-mini', '', 18, 18, [8, 28]],
  ['o4-mini', '', 18, 18, [8, 28]],
];

/** Asked for by name in requests although nobody released it: a 70b mixture with the active share of the real ones. */
const namedOnly: readonly ModelRow[] = [['mixtral-70b', 'mixtral70b', 70, 19.4, [12.9, 39.1]]];

export const MODEL_GROUPS: readonly ModelGroup[] = [
  {
    source: 'EcoLogits model list (genai-impact/ecologits 2d0a1c7), published weights',
    rows: publishedInEcoLogits,
  },
  {
    source: 'ML.ENERGY Leaderboard v3 (ml-energy/leaderboard 0cd52da), published weights',
    rows: measuredByMlEnergy,
  },
  {
    source: 'EcoLogits model list (genai-impact/ecologits 2d0a1c7), a guess: not published',
    rows: guessedByEcoLogits,
  },
  {
    source: 'no released model: 70b in total, active share 0.277 as in Mixtral 8x7B and 8x22B',
    rows: namedOnly,
  },
];
