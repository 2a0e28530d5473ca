import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type {
  PlacementAnswer,
  PlacementExclusion,
  PlacementRequest,
  PlacementWarning,
} from '@ecobe/contracts';
import { choosePlacement } from '../../work/choose-placement';
import type { OutlookBook } from '../../work/outlook-book';
import { baselineAnswer, exclusionsOf, placedAnswer, placementWarnings } from '../../work/placement-answer';
import { requestedWork } from '../../work/requested-work';
import type { RequestedWork } from '../../work/requested-work';
import type { RoomWatch } from '../../work/room-book';

/** 422 `NO_FEASIBLE_REGION` with every reason. */
export const noFeasibleRegion = (excluded: readonly PlacementExclusion[]): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'NO_FEASIBLE_REGION',
    title: 'No feasible region',
    detail: `Nowhere can it be placed: ${excluded.map(({ region, reason }) => `${region}: ${reason}`).join('; ')}`,
    extensions: { excluded },
  });

/** Finds where and when work would best run, from what this process knows of the grid; nothing is reserved or written. */
export class PlaceWorkUseCase {
  constructor(
    private readonly book: OutlookBook,
    private readonly room: RoomWatch,
    private readonly clock: Clock,
    private readonly settings: { readonly minGainPercent: number },
  ) {}

  /** @throws ProblemError as the contract of the operation lists */
  async execute(request: PlacementRequest): Promise<PlacementAnswer> {
    const nowMs = this.clock.nowMs();
    const frame = { nowMs, book: this.book, room: this.room, ...this.settings };
    const work = requestedWork(request, nowMs);
    const isRoomKnown = await this.room.isKnown();
    const { placements, refusals } = choosePlacement(work, frame);
    const excluded = exclusionsOf(refusals, work);
    const [best, ...others] = placements;
    if (best === undefined) throw noFeasibleRegion(excluded);
    const baseline = baselineAnswer(work, frame);
    const placed = (placement: typeof best) => placedAnswer(placement, work, frame, baseline.estimatedCO2);
    return {
      ...placed(best),
      decidedAt: toIso(nowMs),
      energyKwh: work.energyKwh,
      powerKw: work.powerKw,
      lastStartAt: toIso(work.lastStartMs),
      baseline,
      alternatives: others.map(placed),
      excluded,
      warnings: [...placementWarnings(placements, work, frame), ...(isRoomKnown ? [] : [roomUnknown(work)])],
    };
  }
}

const roomUnknown = ({ home, others }: RequestedWork): PlacementWarning => ({
  code: 'ROOM_UNKNOWN',
  detail: 'What others have reserved could not be read yet: the hours may be fuller than this answer knows.',
  regions: [home, ...others].map(({ resolved }) => resolved.name),
});
