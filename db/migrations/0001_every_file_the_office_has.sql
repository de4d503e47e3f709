CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`status` text NOT NULL,
	`body` text NOT NULL,
	`answered_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `mappings` (
	`header_hash` text PRIMARY KEY NOT NULL,
	`header` text NOT NULL,
	`mapping` text NOT NULL,
	`remembered_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `remembered_answers` (
	`format` text NOT NULL,
	`account` text NOT NULL,
	`answers` text NOT NULL,
	`remembered_at` text NOT NULL,
	PRIMARY KEY(`format`, `account`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `inquiries` (
	`office_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`topic` text NOT NULL,
	`grain` text NOT NULL,
	`period_on` text NOT NULL,
	`received` integer NOT NULL,
	`answered` integer,
	`answer_minutes` integer,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `channel_id`, `topic`, `grain`, `period_on`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiries_period" CHECK("inquiries"."period_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND ("inquiries"."grain" = 'day' OR ("inquiries"."grain" = 'month' AND "inquiries"."period_on" LIKE '%-01'))),
	CONSTRAINT "inquiries_received" CHECK("inquiries"."received" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `expected_figures` (
	`office_id` text NOT NULL,
	`noun` text NOT NULL,
	`channel_id` text NOT NULL,
	`measure` text NOT NULL,
	`grain` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`due_days` integer NOT NULL,
	PRIMARY KEY(`office_id`, `noun`, `channel_id`, `measure`, `grain`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`finding_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`comment` text NOT NULL,
	`changed_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `month_closures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`office_id` text NOT NULL,
	`month_on` text NOT NULL,
	`act` text NOT NULL,
	`reason` text NOT NULL,
	`acted_at` text NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `value_comments` (
	`noun` text NOT NULL,
	`key` text NOT NULL,
	`comment` text NOT NULL,
	`changed_at` text NOT NULL,
	PRIMARY KEY(`noun`, `key`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `imports` ADD `account` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `actor` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `job_id` text;