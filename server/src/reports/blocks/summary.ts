import { tallyOf } from '../../inquiries/counts.ts';
import { inquiriesIn } from '../../inquiries/inquiries-in.ts';
import { completenessIn } from '../../quality/closures.ts';
import type { Figure, Item, Words } from '../content.ts';
import { monthWords, shareWords, words } from '../words.ts';
import { type JudgedCampaign, verdictsSentence } from './campaigns.ts';
import type { Frame } from './frame.ts';
import { against, figures, notComputed, notReported, orMissing, sentence } from './items.ts';
import { comparedSentence, shareSentence, targetSentence, type UptakeStory, uptakeFigures } from './uptake.ts';

/** Questions of the month beside those of the month before. */
function inquiriesFigure(frame: Frame): { readonly figure: Figure; readonly said: Words } {
  const { periods, noted } = inquiriesIn(frame.db, frame.windowFrom(1), 'month');
  const [before, own] = [periods.at(-2), periods.at(-1)];
  const tally = tallyOf(own?.units ?? [], noted);
  const earlier = before?.state === 'reported' ? tallyOf(before.units, noted).received : null;
  const received = orMissing(tally.received);
  return {
    figure: {
      key: 'inquiries',
      label: words('figure.inquiries'),
      kind: 'count',
      value: received,
      against: before ? [against(monthWords(before.from), 'count', received, orMissing(earlier))] : [],
    },
    said:
      tally.received === null
        ? words('inquiries.nothing', { month: frame.monthWords })
        : words('summary.inquiries', {
            count: tally.received,
            rate:
              tally.answered === null || tally.answeredOf === 0 || tally.answered > tally.answeredOf
                ? words('summary.noRate')
                : words('summary.rate', { share: shareWords(tally.answered / tally.answeredOf) }),
          }),
  };
}

/** What is read in a minute: uptake, what it is held against, verdicts, questions, completeness. */
export function summaryBlock(frame: Frame, story: UptakeStory, judged: readonly JudgedCampaign[]): Item[] {
  const inquiries = inquiriesFigure(frame);
  const [completeness] = completenessIn(frame.db, frame.office, frame.month, frame.today).months;
  const target = targetSentence(story);
  const complete = completeness?.share ?? null;
  return [
    ...figures([
      ...uptakeFigures(frame, story),
      inquiries.figure,
      {
        key: 'completeness',
        label: words('figure.completeness'),
        kind: 'share',
        value: complete ?? (completeness?.figures === 0 ? notReported : notComputed),
        against: [],
      },
    ]),
    sentence('share', shareSentence(frame, story)),
    ...(target ? [sentence('target', target)] : []),
    sentence('year-before', comparedSentence(story.month, story.yearBefore)),
    sentence('verdicts', verdictsSentence(frame, judged)),
    sentence('inquiries', inquiries.said),
    sentence(
      'complete',
      !completeness || completeness.figures === 0
        ? words('completeness.nothingExpected')
        : words('summary.complete', {
            complete: completeness.complete,
            figures: completeness.figures,
            standing: words(frame.closed ? 'summary.closed' : 'summary.open'),
          }),
    ),
  ];
}
