import { type Indicator, indicators, type MetricCode, metrics } from '@tilik/db/vocabulary';
import { type Read, readCode, readCount, readDecimal } from '../cells.ts';
import { targetFigure } from '../figures.ts';
import {
  charactersMax,
  farAhead,
  officeColumn,
  readCampaign,
  readChannel,
  readOffice,
  readText,
} from './programme-cells.ts';
import { codesByName, defineTemplate } from './template.ts';

const indicatorByName = new Map<string, Indicator | MetricCode>([
  ...codesByName<MetricCode>(metrics),
  ...codesByName<Indicator>(indicators),
]);

const isIndicator = (code: Indicator | MetricCode): code is Indicator => code in indicators;

/** Indicators that can be of one channel, as every metric can. */
const withChannel: readonly string[] = ['inquiries-received', 'answer-rate', 'answer-minutes'];

/** A share from 0 to 1, also written in percent. */
function readShare(text: string): Read<number | null> {
  const percent = /^(.*\d)\s*%$/.exec(text.trim())?.[1];
  const read = readDecimal(percent ?? text);
  if (!read.ok || read.value === null) return read;
  const share = percent === undefined ? read.value : Math.round(read.value * 1e4) / 1e6;
  return share <= 1 ? { ok: true, value: share } : { ok: false, reason: 'not-a-share', facts: { value: text.trim() } };
}

/** A target in the unit of what it is for. */
function readTarget(text: string, code: Indicator | MetricCode): Read<number | null> {
  const unit = isIndicator(code) ? indicators[code].unit : 'count';
  if (unit === 'share') return readShare(text);
  return unit === 'count' ? readCount(text) : readDecimal(text);
}

/** Tilik's own template for targets: what is to be reached in a month, by the office or by one of its campaigns. */
export const targetsTemplate = defineTemplate(
  'tilik-targets',
  {
    month: {
      header: { id: 'bulan', en: 'month' },
      required: true,
      isDate: true,
      example: { id: '2026-03', en: '2026-03' },
    },
    office: officeColumn,
    campaign: { header: { id: 'kampanye', en: 'campaign' }, example: { id: '', en: '' } },
    indicator: {
      header: { id: 'indikator', en: 'indicator' },
      required: true,
      example: { id: 'Porsi e-paspor', en: 'uptake-share' },
    },
    channel: { header: { id: 'kanal', en: 'channel' }, example: { id: '', en: '' } },
    target: { header: { id: 'target', en: 'target' }, required: true, example: { id: '45%', en: '0.45' } },
    note: {
      header: { id: 'catatan', en: 'note' },
      example: { id: 'Rencana kerja tahunan', en: 'Yearly work plan' },
    },
  },
  (row) => {
    const { text, label, reader } = row;
    const period = row.period('month', farAhead);
    if (period?.grain === 'day') {
      reader.take(label('month'), { ok: false, reason: 'not-a-month', facts: { value: text('month').trim() } });
    }
    const officeId = readOffice(row, 'office');
    const campaignId = readCampaign(row, 'campaign', officeId);
    const indicator = reader.take(
      label('indicator'),
      readCode(text('indicator'), indicatorByName, 'unknown-indicator', [
        ...Object.keys(indicators),
        ...Object.keys(metrics),
      ]),
    );
    const channelId = readChannel(row, 'channel');
    const note = readText(row, 'note', { max: charactersMax.remark, ofNoPerson: true });
    if (indicator === undefined) return [];
    if (channelId && isIndicator(indicator) && !withChannel.includes(indicator)) {
      reader.take(label('channel'), { ok: false, reason: 'no-channel-here', facts: { value: indicator } });
    }
    const target = reader.take(label('target'), readTarget(text('target'), indicator));
    if (target === null) reader.take(label('target'), { ok: false, reason: 'missing' });
    if (!period || officeId === undefined || typeof target !== 'number') return [];
    return [
      targetFigure({
        officeId,
        campaignId: campaignId ?? '',
        indicator,
        channelId: channelId ?? '',
        monthOn: period.periodOn,
        target,
        note,
      }),
    ];
  },
);
