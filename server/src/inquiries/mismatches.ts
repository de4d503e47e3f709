import { wholeTotal } from '@tilik/db/vocabulary';
import { type Day, firstOfMonth } from '../day.ts';
import type { InquiryFigure } from './queries.ts';
import type { NotesMismatch } from './result.ts';

interface NotedQuestion {
  readonly channelId: string;
  readonly topic: string;
  readonly askedOn: Day;
}

/**
 * Where the count that stands is not what the notes come to: a file counted the day or the month otherwise. Days and
 * months of which there are no notes agree with everything.
 */
export function notesMismatches(
  figures: readonly InquiryFigure[],
  notes: readonly NotedQuestion[],
  seesFiles: boolean,
): NotesMismatch[] {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { channelId, topic, askedOn } of notes) {
    for (const counted of [topic, wholeTotal]) {
      count(`${channelId} ${counted} day ${askedOn}`);
      count(`${channelId} ${counted} month ${firstOfMonth(askedOn)}`);
    }
  }
  return figures.flatMap(({ channel, topic, grain, on, received, origin, file }) => {
    const noted = counts.get(`${channel} ${topic} ${grain} ${on}`);
    return noted === undefined || noted === received
      ? []
      : [
          {
            channel,
            topic,
            grain,
            on,
            standing: received,
            notes: noted,
            origin,
            file: seesFiles && origin === 'file' ? file : null,
          },
        ];
  });
}
