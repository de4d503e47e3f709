import type { ChannelKind, MetricCode } from '@tilik/db/vocabulary';

/** One metric over the days or months on which every channel of a group reported it. */
export interface CommonMetric {
  readonly metric: MetricCode;
  readonly periods: number;
  readonly values: ReadonlyMap<string, number>;
}

/** How much of what a group of channels was given each of them has; or why that cannot be said. */
export interface ShareOfVoice {
  /** `all`: every channel that reported something. */
  readonly group: ChannelKind | 'all';
  readonly channels: readonly {
    readonly channel: string;
    readonly value: number | null;
    readonly share: number | null;
  }[];
  readonly metric: MetricCode | null;
  readonly periods: number;
  readonly total: number | null;
  readonly refusal: 'one-channel' | 'none-common' | 'nothing-counted' | null;
}

/** Shares of the first metric that all channels of a group have; refused where they have none in common. */
export function shareOfVoice(
  group: ShareOfVoice['group'],
  channels: readonly string[],
  common: CommonMetric | undefined,
): ShareOfVoice {
  const without = (refusal: NonNullable<ShareOfVoice['refusal']>): ShareOfVoice => ({
    group,
    channels: channels.map((channel) => ({ channel, value: null, share: null })),
    metric: null,
    periods: 0,
    total: null,
    refusal,
  });
  if (channels.length < 2) return without('one-channel');
  if (!common) return without('none-common');
  const total = channels.reduce((sum, channel) => sum + (common.values.get(channel) ?? 0), 0);
  if (total === 0) return without('nothing-counted');
  return {
    group,
    channels: channels.map((channel) => {
      const value = common.values.get(channel) ?? 0;
      return { channel, value, share: value / total };
    }),
    metric: common.metric,
    periods: common.periods,
    total,
    refusal: null,
  };
}
