import { type Facts, ProblemError } from '../problem.ts';

/** What can be wrong with the server's surroundings, gravest first. */
export const troubleCodes = [
  'database-corrupt',
  'disk-full',
  'disk-read-only',
  'disk-error',
  'database-busy',
  'clock-behind',
  'clock-jumped',
  'backup-failed',
  'backup-late',
  'disk-low',
] as const;
export type TroubleCode = (typeof troubleCodes)[number];

/** Worth a word to the administrator, but the server can do all it is there for. */
const warnings: readonly TroubleCode[] = ['backup-failed', 'backup-late', 'disk-low'];

export interface Trouble {
  readonly code: TroubleCode;
  readonly since: Date;
  readonly facts: Facts;
  readonly isWarning: boolean;
}

const troubleByCode: readonly (readonly [pattern: RegExp, trouble: TroubleCode])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/, 'disk-full'],
  [/^(SQLITE_READONLY|EROFS)/, 'disk-read-only'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'database-corrupt'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'database-busy'],
  [/^(SQLITE_IOERR|SQLITE_CANTOPEN|EIO$)/, 'disk-error'],
];

/** What an error of the database or the file system means, through whatever wraps it; undefined where it is neither. */
export function troubleOf(error: unknown): TroubleCode | undefined {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    const { code } = inner as { code?: unknown };
    if (typeof code !== 'string') continue;
    const found = troubleByCode.find(([pattern]) => pattern.test(code));
    if (found) return found[1];
  }
  return undefined;
}

/** The same as the problem it is to whoever asked; undefined where it is neither. */
export function problemOfTrouble(error: unknown): ProblemError | undefined {
  const trouble = troubleOf(error);
  return trouble && new ProblemError(trouble === 'disk-full' ? 507 : 503, trouble);
}

/** What is wrong at present. Each trouble is told of once when it begins and once when it ends. */
export class Health {
  private readonly known = new Map<TroubleCode, Trouble>();
  private readonly now: () => Date;
  private readonly tell: (trouble: Trouble, change: 'began' | 'ended', cause: unknown) => void;

  constructor(
    now: () => Date,
    tell: (trouble: Trouble, change: 'began' | 'ended', cause: unknown) => void = () => undefined,
  ) {
    this.now = now;
    this.tell = tell;
  }

  /** `cause`: the error that showed it, for the log. */
  report(code: TroubleCode, { facts = {}, cause }: { readonly facts?: Facts; readonly cause?: unknown } = {}): void {
    if (this.known.has(code)) return;
    const trouble = { code, since: this.now(), facts, isWarning: warnings.includes(code) };
    this.known.set(code, trouble);
    this.tell(trouble, 'began', cause);
  }

  clear(code: TroubleCode): void {
    const trouble = this.known.get(code);
    if (!trouble) return;
    this.known.delete(code);
    this.tell(trouble, 'ended', undefined);
  }

  /** Gravest first. */
  troubles(): Trouble[] {
    return troubleCodes.flatMap((code) => this.known.get(code) ?? []);
  }

  /** Whether everything the server is there for can be done. */
  isReady(): boolean {
    return this.troubles().every(({ isWarning }) => isWarning);
  }
}
