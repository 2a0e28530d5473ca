const { readFileSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

const USUAL_LIMIT_MS = 5_000;

/** How long a spec file says that it may take at most, milliseconds. */
const limitMs = ({ path }) => {
  const [, limit = USUAL_LIMIT_MS] = /^jest\.setTimeout\(([\d_]+)\)/m.exec(readFileSync(path, 'utf8')) ?? [];
  return Number(String(limit).replaceAll('_', ''));
};

/**
 * Whoever may take long begins early, so that no worker is left alone with it at the end; else jest's own order. A fresh
 * checkout knows nothing of earlier runs, and jest then goes by the size of files.
 */
module.exports = class SlowFirstSequencer extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests);
    const limits = new Map(usual.map((test) => [test, limitMs(test)]));
    return [...usual].sort((a, b) => limits.get(b) - limits.get(a));
  }
};
