export { SettingsError, loadSettings } from './settings';
export type { Settings } from './settings';
export { SystemClock } from './system.clock';
export { CLOCK, PlatformModule, SETTINGS } from './platform.module';
