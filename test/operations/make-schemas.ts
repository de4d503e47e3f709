/**
 * Makes one small database for every schema there was before the present one, each with rows in every table it had, by
 * applying the migrations up to it: `node --conditions=inside test/operations/make-schemas.ts`. Those that are committed
 * are never made anew; a migration that lands adds one.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstHash, hashOfEntry } from '@tilik/server/inside/access/audit.ts';
import Database from 'better-sqlite3';

const migrationsFolder = join(import.meta.dirname, '../../db/migrations');

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}
const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as Journal;

/** Names of the migrations after which there was another schema than the present one. */
export const earlierSchemas: readonly string[] = journal.entries.slice(0, -1).map(({ tag }) => tag);

export const schemaFile = (tag: string): string => join(import.meta.dirname, '../fixtures/schemas', `${tag}.sqlite`);

type Row = Readonly<Record<string, string | number | null>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

const json = (value: unknown) => JSON.stringify(value);
const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T02:00:00.000Z`;

const importRow = (id: number, format: string, given: Row = {}): Row => ({
  id,
  file_name: `${format}-${id}.csv`,
  content_hash: String(id).padStart(64, '0'),
  size_bytes: 100 + id,
  format,
  answers: '{}',
  is_sample: 0,
  imported_at: at(id),
  undone_at: null,
  rows: 2,
  stored: 2,
  replaced: 0,
  unchanged: 0,
  rejected: 0,
  skipped: 0,
  from_on: '2025-12-01',
  to_on: '2025-12-31',
  channels: '["instagram"]',
  metrics: '[]',
  ...given,
});

/** An entry of the audit trail, as its hash is made over it. */
const closing = {
  id: 1,
  at: at(17),
  actor: 'person:p1',
  actorName: 'Rina',
  actorRole: 'kepala',
  officeId: 'bandung',
  act: 'closed',
  noun: 'month',
  key: 'bandung 2025-12',
  was: null,
  became: { reason: 'lengkap' },
  request: null,
};

const campaign = {
  office_id: 'bandung',
  name: 'Kenali E-Paspor',
  name_en: null,
  objective: 'Warga tahu cara mengurus e-paspor',
  approach: 'sosialisasi',
  planned_from_on: '2025-11-01',
  planned_to_on: '2025-12-31',
  started_on: '2025-11-03',
  ended_on: null,
  channels: '["instagram"]',
  audiences: '["public"]',
  topics: '["passport"]',
  budget_rupiah: 5_000_000,
} satisfies Row;

const activity = {
  office_id: 'bandung',
  channel_id: 'instagram',
  campaign_id: 'kenali',
  kind: 'reel',
  caption: 'Kenali e-paspor',
  permalink: 'https://www.instagram.com/p/AAA111/',
  account: 'imigrasi.contoh',
  published_at: '2025-12-05T06:30:00.000Z',
  published_on: '2025-12-05',
} satisfies Row;

const applicants = (day: string, type: string, count: number): Row => ({
  office_id: 'bandung',
  grain: 'day',
  period_on: day,
  passport_type: type,
  variant: 'all',
  request: 'all',
  purpose: 'all',
  service_point: 'all',
  applicants: count,
  import_id: 4,
});

const reading = (day: string, value: number, importId: number): Row => ({
  office_id: 'bandung',
  channel_id: 'website',
  metric: 'visits',
  grain: 'day',
  period_on: day,
  value,
  import_id: importId,
});

/** By the migration that brought the tables. Imports 7, 8 and 10 say again what others had said; 9 was undone. */
const rows: readonly Tables[] = [
  {
    offices: [
      {
        id: 'bandung',
        name: 'Kantor Imigrasi Bandung',
        role: 'ours',
        zone: 'Asia/Jakarta',
        launched_on: '2019-12-06',
        aliases: '[]',
      },
    ],
    channels: [
      { id: 'instagram', name_id: 'Instagram', name_en: 'Instagram', kind: 'social', position: 1, aliases: '[]' },
      { id: 'website', name_id: 'Situs web', name_en: 'Website', kind: 'web', position: 2, aliases: '[]' },
    ],
    imports: [
      importRow(1, 'tilik-campaigns', { rows: 1, stored: 1 }),
      importRow(2, 'tilik-events', { rows: 1, stored: 1 }),
      importRow(3, 'instagram-content', { rows: 1, stored: 1, metrics: '["likes"]' }),
      importRow(4, 'tilik-applicants', { rows: 4, stored: 4 }),
      importRow(5, 'tilik-readings', {
        rows: 3,
        stored: 2,
        rejected: 1,
        channels: '["website"]',
        metrics: '["visits"]',
      }),
      importRow(6, 'tilik-sources', { rows: 1, stored: 1 }),
      importRow(7, 'tilik-campaigns', { rows: 1, stored: 0, replaced: 1 }),
      importRow(8, 'instagram-content', { rows: 1, stored: 0, replaced: 1, metrics: '["likes"]' }),
      importRow(9, 'tilik-readings', {
        rows: 1,
        stored: 1,
        undone_at: at(20),
        channels: '["website"]',
        metrics: '["visits"]',
      }),
      importRow(10, 'tilik-readings', {
        rows: 2,
        stored: 0,
        replaced: 1,
        unchanged: 1,
        channels: '["website"]',
        metrics: '["visits"]',
      }),
    ],
    campaigns: [
      { id: 'kenali', ...campaign, name: 'Kenali E-Paspor, diperbaiki', ended_on: '2025-12-20', import_id: 7 },
    ],
    events: [
      {
        id: 'tarif-baru',
        office_id: null,
        kind: 'fee',
        name: 'Tarif baru',
        name_en: 'New fee',
        starts_on: '2024-12-17',
        ends_on: null,
        confounds: 1,
        reference: 'PP 45/2024',
        import_id: 2,
      },
    ],
    activities: [{ id: 'instagram:AAA111', ...activity, caption: 'Kenali e-paspor, sunting', import_id: 8 }],
    snapshots: [{ activity_id: 'instagram:AAA111', metric: 'likes', taken_on: '2026-01-05', value: 12, import_id: 8 }],
    applicants: [
      applicants('2025-12-01', 'electronic', 11),
      applicants('2025-12-01', 'ordinary', 30),
      applicants('2025-12-02', 'electronic', 13),
      applicants('2025-12-02', 'ordinary', 0),
    ],
    sources: [
      {
        office_id: 'bandung',
        grain: 'month',
        period_on: '2025-12-01',
        source: 'instagram',
        passport_type: 'electronic',
        applicants: 7,
        import_id: 6,
      },
    ],
    readings: [reading('2025-12-01', 25, 10), reading('2025-12-02', 40, 10)],
    past_values: [
      { noun: 'campaigns', key: json(['kenali']), import_id: 1, value: json(Object.values(campaign)) },
      { noun: 'activities', key: json(['instagram:AAA111']), import_id: 3, value: json(Object.values(activity)) },
      { noun: 'snapshots', key: json(['instagram:AAA111', 'likes', '2026-01-05']), import_id: 3, value: json([9]) },
      {
        noun: 'readings',
        key: json(['bandung', 'website', 'visits', 'day', '2025-12-01']),
        import_id: 5,
        value: json([20]),
      },
      {
        noun: 'readings',
        key: json(['bandung', 'website', 'visits', 'day', '2025-12-02']),
        import_id: 5,
        value: json([40]),
      },
    ],
    rejected_rows: [
      {
        import_id: 5,
        line: 4,
        position: 0,
        field: 'value',
        reason: 'not-a-count',
        facts: json({ value: '-1' }),
        original: '2025-12-03,website,visits,-1',
      },
    ],
  },
  {
    imports: [
      importRow(11, 'tilik-inquiries', {
        rows: 1,
        stored: 1,
        account: null,
        actor: null,
        job_id: 'b5f6c1de-5a0f-4d5c-8d0c-111111111111',
      }),
    ],
    inquiries: [
      {
        office_id: 'bandung',
        channel_id: 'instagram',
        topic: 'all',
        grain: 'month',
        period_on: '2025-12-01',
        received: 40,
        answered: 38,
        answer_minutes: null,
        import_id: 11,
      },
    ],
    idempotency_keys: [{ key: 'k-1', request_hash: 'h', status: '201', body: '{}', answered_at: at(11) }],
    mappings: [{ header_hash: 'h1', header: '["tanggal","jumlah"]', mapping: '{}', remembered_at: at(11) }],
    remembered_answers: [
      {
        format: 'instagram-content',
        account: 'imigrasi.contoh',
        answers: '{"office":"bandung"}',
        remembered_at: at(3),
      },
    ],
    expected_figures: [
      {
        office_id: 'bandung',
        noun: 'readings',
        channel_id: 'website',
        measure: 'visits',
        grain: 'day',
        from_on: '2025-12-01',
        to_on: null,
        due_days: 10,
      },
    ],
    follow_ups: [{ finding_id: 'rule:x', state: 'checked', comment: 'Sudah dicek', changed_at: at(12) }],
    month_closures: [
      { id: 1, office_id: 'bandung', month_on: '2025-11-01', act: 'closed', reason: '', acted_at: at(12) },
      { id: 2, office_id: 'bandung', month_on: '2025-11-01', act: 'reopened', reason: 'Koreksi', acted_at: at(13) },
    ],
    value_comments: [
      {
        noun: 'readings',
        key: json(['bandung', 'website', 'visits', 'day', '2025-12-01']),
        comment: 'Server lambat',
        changed_at: at(12),
      },
    ],
  },
  {
    withdrawn_values: [
      {
        noun: 'readings',
        key: json(['bandung', 'website', 'visits', 'day', '2025-12-03']),
        import_id: 9,
        value: json([99]),
        withdrawn_at: at(20),
        actor: null,
      },
      {
        noun: 'campaigns',
        key: json(['lama']),
        import_id: 9,
        value: json(Object.values(campaign)),
        withdrawn_at: at(20),
        actor: null,
      },
    ],
  },
  {
    effect_plans: [
      {
        id: 1,
        campaign_id: 'kenali',
        estimand: 'extra',
        shape: 'step',
        window_from_on: null,
        window_to_on: null,
        comparisons: '[]',
        reason: null,
        declared_at: at(14),
      },
    ],
    effects: [
      { id: 1, campaign_id: 'kenali', data_version: 'v', computed_at: at(15), verdict: 'not-evaluated', result: '{}' },
    ],
    switchings: [
      {
        id: 1,
        office_id: 'bandung',
        name: 'Uji pekan',
        design: 'on-off',
        channels: '["instagram"]',
        from_on: '2026-02-02',
        weeks: '["instagram","off"]',
        block_weeks: 2,
        seed: 7,
        declared_at: at(16),
        stopped_at: null,
        stopped_reason: null,
      },
    ],
  },
  {
    people: [
      {
        id: 'p1',
        name: 'Rina',
        email: 'rina@example.go.id',
        email_verified: 1,
        image: null,
        role: 'kepala',
        office_id: 'bandung',
        banned: 0,
        ban_reason: null,
        ban_expires: null,
        two_factor_enabled: 1,
        created_at: 1_767_300_000,
        updated_at: 1_767_300_000,
      },
    ],
    accounts: [
      {
        id: 'a1',
        user_id: 'p1',
        account_id: 'p1',
        provider_id: 'credential',
        password: 'none',
        created_at: 1_767_300_000,
        updated_at: 1_767_300_000,
      },
    ],
    api_keys: [
      {
        id: 'k1',
        config_id: 'default',
        name: 'Rekap',
        reference_id: 'p1',
        key: 'hash',
        enabled: 1,
        created_at: 1_767_300_000,
        updated_at: 1_767_300_000,
      },
    ],
    rate_limits: [{ id: 'r1', key: 'sign-in', count: 1, last_request: 1_767_300_000 }],
    second_factors: [{ id: 's1', user_id: 'p1', secret: 'none', backup_codes: '[]', verified: 1 }],
    sessions: [
      {
        id: 'e1',
        user_id: 'p1',
        token: 'none',
        expires_at: 1_767_300_000,
        created_at: 1_767_300_000,
        updated_at: 1_767_300_000,
      },
    ],
    share_links: [
      {
        id: 'l1',
        token_hash: 'hash',
        name: 'Rapat',
        office_id: 'bandung',
        page: '/',
        search: '',
        from_on: '2025-12-01',
        to_on: '2025-12-31',
        created_by: 'person:p1',
        created_at: at(17),
        expires_at: at(31),
        revoked_at: null,
        last_used_at: null,
      },
    ],
    sign_in_failures: [{ email_hash: 'hash', failures: 2, last_failed_at: at(17), locked_until: null }],
    verifications: [
      {
        id: 'v1',
        identifier: 'reset',
        value: 'none',
        expires_at: 1_767_300_000,
        created_at: 1_767_300_000,
        updated_at: 1_767_300_000,
      },
    ],
    attachments: [
      {
        id: 't1',
        office_id: 'bandung',
        noun: 'campaigns',
        thing_id: 'kenali',
        file_name: 'foto.jpg',
        media_type: 'image/jpeg',
        size_bytes: 10,
        content_hash: '0'.repeat(64),
        actor: 'person:p1',
        added_at: at(17),
        removed_at: at(18),
      },
    ],
    audience_applicants: [
      {
        office_id: 'bandung',
        grain: 'month',
        period_on: '2025-12-01',
        audience: 'students',
        passport_type: 'electronic',
        applicants: 7,
        import_id: 2,
      },
    ],
    audit_entries: [
      {
        id: closing.id,
        at: closing.at,
        actor: closing.actor,
        actor_name: closing.actorName,
        actor_role: closing.actorRole,
        office_id: closing.officeId,
        act: closing.act,
        noun: closing.noun,
        key: closing.key,
        was: null,
        became: json(closing.became),
        request: null,
        hash: hashOfEntry(firstHash, closing),
      },
    ],
    evidence: [
      {
        id: 'n1',
        office_id: 'bandung',
        kind: 'interview',
        noted_on: '2025-12-10',
        title: 'Loket',
        content: 'Banyak yang bertanya tentang biaya.',
        themes: '["biaya"]',
        informant: 'petugas loket',
        campaign_id: 'kenali',
        channel_id: null,
        activity_id: null,
        import_id: 2,
      },
    ],
    themes: [{ id: 'biaya', name: 'Biaya', name_en: 'Cost', definition: null, position: 1, import_id: 2 }],
    noted_inquiries: [
      {
        id: 1,
        office_id: 'bandung',
        channel_id: 'instagram',
        topic: 'cost',
        asked_on: '2025-12-11',
        answered: 1,
        answer_minutes: 12,
        actor: 'person:p1',
        noted_at: at(17),
        removed_at: at(18),
      },
    ],
    fees: [
      {
        passport_type: 'electronic',
        validity_years: 5,
        starts_on: '2024-12-17',
        rupiah: 650_000,
        reference: 'PP 45/2024',
        import_id: 2,
      },
    ],
    processing: [
      {
        office_id: 'bandung',
        grain: 'month',
        period_on: '2025-12-01',
        passport_type: 'electronic',
        completed: 90,
        held: 2,
        waiting_days_median: 4.5,
        waiting_days_p90: 7,
        import_id: 2,
      },
    ],
    targets: [
      {
        office_id: 'bandung',
        campaign_id: '',
        indicator: 'uptake-share',
        channel_id: '',
        month_on: '2025-12-01',
        target: 0.5,
        note: null,
        import_id: 2,
      },
    ],
  },
];

/** Makes the database as it was after one migration, in a file that must not be there yet. */
export function makeSchema(tag: string, path: string): void {
  const number = journal.entries.findIndex((entry) => entry.tag === tag);
  const client = new Database(path);
  try {
    // As drizzle-orm's migrator writes it.
    client.exec('CREATE TABLE "__drizzle_migrations" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)');
    const note = client.prepare('INSERT INTO "__drizzle_migrations" ("hash", "created_at") VALUES (?, ?)');
    client.pragma('foreign_keys = OFF');
    // Rows come in between, as they do in an office: what a migration does to what was there is done to them too.
    for (const [index, { tag: name, when }] of journal.entries.slice(0, number + 1).entries()) {
      const sql = readFileSync(join(migrationsFolder, `${name}.sql`), 'utf8');
      for (const statement of sql.split('--> statement-breakpoint')) client.exec(statement);
      note.run(createHash('sha256').update(sql).digest('hex'), when);
      for (const [table, list] of Object.entries(rows[index] ?? {})) {
        for (const row of list) {
          const columns = Object.keys(row);
          client
            .prepare(
              `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
            )
            .run(row);
        }
      }
    }
    client.exec('VACUUM');
  } finally {
    client.close();
  }
}

if (import.meta.main) {
  for (const tag of earlierSchemas) if (!existsSync(schemaFile(tag))) makeSchema(tag, schemaFile(tag));
}
