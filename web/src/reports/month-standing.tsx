import {
  IconCircleCheck,
  IconCircleDashed,
  IconClockHour4,
  IconEye,
  IconLockOpen,
  IconPencil,
} from '@tabler/icons-react';
import { useWords } from '../language.ts';
import type { Standing } from './months.ts';

const shapes = {
  running: IconClockHour4,
  'not-closed': IconLockOpen,
  'to-make': IconCircleDashed,
  draft: IconPencil,
  reviewed: IconEye,
  approved: IconCircleCheck,
} as const satisfies Record<Standing, typeof IconEye>;

/** Where the report of a month stands, by shape and word. */
export function MonthStanding({ standing }: { standing: Standing }) {
  const t = useWords();
  const Shape = shapes[standing];
  return (
    <span className={`standing standing-${standing}`}>
      <Shape size={17} aria-hidden />
      {t(`reports.standings.${standing}`)}
    </span>
  );
}
