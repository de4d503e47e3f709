import { evidenceKinds } from '@tilik/db/vocabulary';
import { type Read, readCode } from '../cells.ts';
import { evidenceFigure } from '../figures.ts';
import {
  charactersMax,
  officeColumn,
  readCampaign,
  readChannel,
  readOffice,
  readText,
  refuseOtherOffice,
  requiredDay,
  slug,
  slugOf,
} from './programme-cells.ts';
import { codesByName, defineTemplate } from './template.ts';

const kindByName = codesByName(evidenceKinds, { observation: ['observasi'] });

/** Themes of the codebook parted by `|`, by id or by name, each once. */
function readThemes(text: string, themeNamed: (name: string) => string | undefined): Read<string[]> {
  const list: string[] = [];
  for (const part of text.split('|').filter((name) => name.trim() !== '')) {
    const id = themeNamed(part);
    if (id === undefined) return { ok: false, reason: 'unknown-theme', facts: { value: part.trim() } };
    if (!list.includes(id)) list.push(id);
  }
  return { ok: true, value: list };
}

/**
 * Tilik's own template for evidence: observations, interviews and documents, coded by theme. A note that has no id gets
 * one of its day and title.
 */
export const evidenceTemplate = defineTemplate(
  'tilik-evidence',
  {
    evidence: {
      header: { id: 'catatan', en: 'evidence' },
      example: { id: 'wawancara-loket-3', en: 'interview-counter-3' },
    },
    date: {
      header: { id: 'tanggal', en: 'date' },
      required: true,
      isDate: true,
      example: { id: '2026-02-10', en: '2026-02-10' },
    },
    office: officeColumn,
    kind: { header: { id: 'jenis', en: 'kind' }, required: true, example: { id: 'Wawancara', en: 'interview' } },
    title: {
      header: { id: 'judul', en: 'title' },
      required: true,
      example: { id: 'Wawancara pemohon di loket', en: 'Interview at the counter' },
    },
    content: {
      header: { id: 'isi', en: 'content' },
      required: true,
      example: {
        id: 'Belum tahu bedanya dengan paspor biasa.',
        en: 'Did not know the difference from an ordinary passport.',
      },
    },
    themes: { header: { id: 'tema', en: 'themes' }, example: { id: '', en: '' } },
    informant: { header: { id: 'narasumber', en: 'informant' }, example: { id: 'Pemohon', en: 'Applicant' } },
    campaign: { header: { id: 'kampanye', en: 'campaign' }, example: { id: '', en: '' } },
    channel: { header: { id: 'kanal', en: 'channel' }, example: { id: '', en: '' } },
    activity: { header: { id: 'kegiatan', en: 'activity' }, example: { id: '', en: '' } },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const notedOn = requiredDay(row, 'date', context.today);
    const officeId = readOffice(row, 'office');
    const kind = reader.take(
      label('kind'),
      readCode(text('kind'), kindByName, 'unknown-evidence-kind', Object.keys(evidenceKinds)),
    );
    const title = readText(row, 'title', { max: charactersMax.name, required: true, ofNoPerson: true });
    const content = readText(row, 'content', { max: charactersMax.content, required: true, ofNoPerson: true });
    const themes = reader.take(label('themes'), readThemes(text('themes'), context.programme.themeNamed));
    const informant = readText(row, 'informant', { max: charactersMax.name, ofNoPerson: true });
    const campaignId = readCampaign(row, 'campaign', officeId);
    const channelId = readChannel(row, 'channel');
    const activityId = text('activity').trim() || null;
    if (activityId !== null && context.programme.officeOf('activities', activityId) !== officeId) {
      reader.take(label('activity'), { ok: false, reason: 'unknown-activity', facts: { value: activityId } });
    }
    const id = slug(text('evidence')) || slugOf(notedOn ?? '', title ?? '');
    refuseOtherOffice(row, 'evidence', 'evidence', { id, officeId });
    if (reader.issues.length > 0 || !notedOn || !kind || !title || !content || officeId === undefined) return [];
    return [
      evidenceFigure({
        id,
        officeId,
        kind,
        notedOn,
        title,
        content,
        themes: themes ?? [],
        informant,
        campaignId: campaignId ?? null,
        channelId: channelId ?? null,
        activityId,
      }),
    ];
  },
);
