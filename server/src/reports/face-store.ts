import { randomUUID } from 'node:crypto';
import type { Language } from '@tilik/db/vocabulary';
import type { Actor } from '../access/actor.ts';
import { ProblemError } from '../problem.ts';
import type { ReportFace } from './face.ts';
import { type Printer, type PrintStep, printSteps } from './pdf.ts';
import { writeSlides } from './slides.ts';
import { writeWorkbook } from './workbook.ts';

export const faceNames = ['pdf', 'pptx', 'xlsx'] as const;
export type FaceName = (typeof faceNames)[number];

export const faceSteps = [...printSteps, 'write'] as const;
type FaceStep = PrintStep | 'write';

type Bytes = Uint8Array<ArrayBuffer>;

/** How far the making of a face is, for whoever waits for it. */
export type FaceProgress =
  | { readonly state: 'making'; readonly step: FaceStep; readonly share: number }
  | { readonly state: 'ready'; readonly share: 1 }
  | { readonly state: 'failed'; readonly share: number; readonly problem: ProblemError };

interface Job {
  readonly actor: string;
  progress: FaceProgress;
}

/** So much is kept of what was made: it is made again where it is asked for later. */
const keptBytesMax = 48 * 1024 * 1024;
const jobsMax = 500;

/**
 * Makes the faces of reports and keeps the latest of them. What a report says is named by the hash of its content, so
 * that what was made of it is right for ever, and two who ask at once wait for one.
 */
export class FaceStore {
  readonly #printer: Printer;
  readonly #made = new Map<string, Bytes>();
  readonly #underWay = new Map<string, Promise<Bytes>>();
  readonly #jobs = new Map<string, Job>();

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /** The bytes of a face, made now unless they are there. */
  async bytesOf(
    face: ReportFace,
    name: FaceName,
    language: Language,
    onStep: (step: FaceStep, share: number) => void = () => undefined,
  ): Promise<Bytes> {
    const key = `${face.contentHash} ${name} ${language}`;
    const known = this.#made.get(key);
    if (known) return known;
    const making =
      this.#underWay.get(key) ?? this.#make(face, name, language, onStep).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, making);
    const bytes = await making;
    this.#keep(key, bytes);
    return bytes;
  }

  /** Begins to make a face and answers by what number its progress is asked for. */
  start(actor: Actor, face: ReportFace, name: FaceName, language: Language): string {
    const id = randomUUID();
    const job: Job = { actor: actor.id, progress: { state: 'making', step: 'write', share: 0 } };
    this.#jobs.set(id, job);
    for (const oldest of this.#jobs.keys()) {
      if (this.#jobs.size <= jobsMax) break;
      this.#jobs.delete(oldest);
    }
    this.bytesOf(face, name, language, (step, share) => {
      if (job.progress.state === 'making') job.progress = { state: 'making', step, share };
    }).then(
      () => {
        job.progress = { state: 'ready', share: 1 };
      },
      (error: unknown) => {
        const problem = error instanceof ProblemError ? error : new ProblemError(503, 'print-failed');
        job.progress = { state: 'failed', share: job.progress.share, problem };
      },
    );
    return id;
  }

  /** How far a job is; undefined where there is none of this actor. */
  progressOf(actor: Actor, id: string): FaceProgress | undefined {
    const job = this.#jobs.get(id);
    return job?.actor === actor.id ? job.progress : undefined;
  }

  async #make(
    face: ReportFace,
    name: FaceName,
    language: Language,
    onStep: (step: FaceStep, share: number) => void,
  ): Promise<Bytes> {
    if (name === 'pdf') return this.#printer.print(face, language, onStep);
    onStep('write', 0.3);
    return name === 'pptx' ? writeSlides(face, language) : writeWorkbook(face, language);
  }

  #keep(key: string, bytes: Bytes): void {
    this.#made.delete(key);
    this.#made.set(key, bytes);
    let held = 0;
    for (const { byteLength } of this.#made.values()) held += byteLength;
    for (const [oldest, { byteLength }] of this.#made) {
      if (held <= keptBytesMax) break;
      this.#made.delete(oldest);
      held -= byteLength;
    }
  }
}
