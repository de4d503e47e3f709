import { readCount } from '../cells.ts';
import { themeFigure } from '../figures.ts';
import { charactersMax, readId, readText } from './programme-cells.ts';
import { defineTemplate } from './template.ts';

/** Where a theme stands that nobody gave a place: behind those that have one. */
const lastPosition = 1000;

/** Tilik's own template for the codebook: the themes that notes are coded by. */
export const themesTemplate = defineTemplate(
  'tilik-themes',
  {
    theme: { header: { id: 'tema', en: 'theme' }, required: true, example: { id: 'biaya', en: 'cost' } },
    name: { header: { id: 'nama', en: 'name' }, required: true, example: { id: 'Biaya', en: 'Biaya' } },
    nameEn: { header: { id: 'nama_en', en: 'name_en' }, example: { id: 'Cost', en: 'Cost' } },
    definition: {
      header: { id: 'definisi', en: 'definition' },
      required: true,
      example: { id: 'Bila tarif disebut sebagai alasan', en: 'Where the fee is given as a reason' },
    },
    position: { header: { id: 'urutan', en: 'position' }, example: { id: '1', en: '1' } },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const id = readId(row, 'theme');
    const name = readText(row, 'name', { max: charactersMax.name, required: true });
    const nameEn = readText(row, 'nameEn', { max: charactersMax.name });
    const definition = readText(row, 'definition', { max: charactersMax.remark, ofNoPerson: true });
    const position = reader.take(label('position'), readCount(text('position')));
    if (!name) return [];
    return [themeFigure({ id, name, nameEn, definition, position: position ?? lastPosition }, context.today)];
  },
);
