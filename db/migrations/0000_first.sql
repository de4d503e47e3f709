CREATE TABLE `activities` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`campaign_id` text,
	`kind` text NOT NULL,
	`caption` text,
	`permalink` text,
	`account` text,
	`published_at` text NOT NULL,
	`published_on` text NOT NULL,
	`import_id` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activities_published_on" CHECK("activities"."published_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')
) STRICT;
--> statement-breakpoint
CREATE INDEX `activities_published` ON `activities` (`office_id`,`published_on`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`activity_id` text NOT NULL,
	`metric` text NOT NULL,
	`taken_on` text NOT NULL,
	`value` integer NOT NULL,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`activity_id`, `metric`, `taken_on`),
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "snapshots_taken_on" CHECK("snapshots"."taken_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "snapshots_value" CHECK("snapshots"."value" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `applicants` (
	`office_id` text NOT NULL,
	`grain` text NOT NULL,
	`period_on` text NOT NULL,
	`passport_type` text NOT NULL,
	`variant` text NOT NULL,
	`request` text NOT NULL,
	`purpose` text NOT NULL,
	`service_point` text NOT NULL,
	`applicants` integer NOT NULL,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `grain`, `period_on`, `passport_type`, `variant`, `request`, `purpose`, `service_point`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "applicants_period" CHECK("applicants"."period_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND ("applicants"."grain" = 'day' OR ("applicants"."grain" = 'month' AND "applicants"."period_on" LIKE '%-01'))),
	CONSTRAINT "applicants_count" CHECK("applicants"."applicants" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`objective` text,
	`approach` text NOT NULL,
	`planned_from_on` text,
	`planned_to_on` text,
	`started_on` text NOT NULL,
	`ended_on` text,
	`channels` text NOT NULL,
	`audiences` text NOT NULL,
	`topics` text NOT NULL,
	`budget_rupiah` integer,
	`import_id` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaigns_started_on" CHECK("campaigns"."started_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')
) STRICT;
--> statement-breakpoint
CREATE TABLE `channels` (
	`id` text PRIMARY KEY NOT NULL,
	`name_id` text NOT NULL,
	`name_en` text NOT NULL,
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`aliases` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`confounds` integer NOT NULL,
	`reference` text,
	`import_id` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "events_starts_on" CHECK("events"."starts_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file_name` text NOT NULL,
	`content_hash` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`format` text NOT NULL,
	`answers` text NOT NULL,
	`is_sample` integer NOT NULL,
	`imported_at` text NOT NULL,
	`undone_at` text,
	`rows` integer NOT NULL,
	`stored` integer NOT NULL,
	`replaced` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`rejected` integer NOT NULL,
	`skipped` integer NOT NULL,
	`from_on` text,
	`to_on` text,
	`channels` text NOT NULL,
	`metrics` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `imports_content_hash` ON `imports` (`content_hash`);--> statement-breakpoint
CREATE TABLE `past_values` (
	`noun` text NOT NULL,
	`key` text NOT NULL,
	`import_id` integer NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`noun`, `key`, `import_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rejected_rows` (
	`import_id` integer NOT NULL,
	`line` integer NOT NULL,
	`position` integer NOT NULL,
	`field` text,
	`reason` text NOT NULL,
	`facts` text NOT NULL,
	`original` text NOT NULL,
	PRIMARY KEY(`import_id`, `line`, `position`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `offices` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`zone` text NOT NULL,
	`launched_on` text,
	`aliases` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `readings` (
	`office_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`metric` text NOT NULL,
	`grain` text NOT NULL,
	`period_on` text NOT NULL,
	`value` integer NOT NULL,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `channel_id`, `metric`, `grain`, `period_on`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "readings_period" CHECK("readings"."period_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND ("readings"."grain" = 'day' OR ("readings"."grain" = 'month' AND "readings"."period_on" LIKE '%-01'))),
	CONSTRAINT "readings_value" CHECK("readings"."value" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sources` (
	`office_id` text NOT NULL,
	`grain` text NOT NULL,
	`period_on` text NOT NULL,
	`source` text NOT NULL,
	`passport_type` text NOT NULL,
	`applicants` integer NOT NULL,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `grain`, `period_on`, `source`, `passport_type`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sources_period" CHECK("sources"."period_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND ("sources"."grain" = 'day' OR ("sources"."grain" = 'month' AND "sources"."period_on" LIKE '%-01'))),
	CONSTRAINT "sources_count" CHECK("sources"."applicants" >= 0)
) STRICT, WITHOUT ROWID;
