/** Injection tokens of what has no class of its own to be known by. */
export const WRITER = Symbol('observation writer');
export const READER = Symbol('observation reader');
export const SIMULATOR = Symbol('grid simulator');
export const LIVE_SOURCES = Symbol('live sources');
export const CARBON_SOURCES = Symbol('carbon sources');
export const WEATHER_SOURCE = Symbol('weather source');
export const SIMULATION_MODE = Symbol('simulation mode');
export const TELL_RECORDED = Symbol('tell recorded');
export const TOUCH = Symbol('touch');
export const POLLING_PLAN = Symbol('polling plan');
export const BACKGROUND = Symbol('background work');
