/** How an LSTM is built and trained. */
export interface LstmSettings {
  /** Length of the encoder's state. */
  readonly units: number;
  /** Rectified units that join the state with what is known of a target hour. */
  readonly hiddenUnits: number;
  /** Hours from one training issue to the next; prime to 24, so that every hour of the day is an issue now and then. */
  readonly issueStepHours: number;
  readonly batchRows: number;
  readonly maxEpochs: number;
  /** Epochs without a better validation after which training ends. */
  readonly patienceEpochs: number;
  /** Step of Adam in the first epoch; it falls in a straight line to a tenth in the last one. */
  readonly learningRate: number;
  /** Weight of the sum of squares of all weights in the loss. */
  readonly penalty: number;
  /** Share of the encoder's inputs that each row of a batch is trained without. */
  readonly droppedShare: number;
  /** What is kept of the weights is their running mean; this share of it stays at each step. */
  readonly averagingShare: number;
  /** The newest days are not learnt from: they tell when to stop. */
  readonly validationDays: number;
  readonly seed: number;
}

/** Chosen on the time before the test periods: docs/formulas/lstm-forecast.md */
export const LSTM_SETTINGS: LstmSettings = {
  units: 32,
  hiddenUnits: 16,
  issueStepHours: 5,
  batchRows: 256,
  maxEpochs: 12,
  patienceEpochs: 3,
  learningRate: 0.01,
  penalty: 0.0005,
  droppedShare: 0.3,
  averagingShare: 0.97,
  validationDays: 28,
  seed: 2021,
};
