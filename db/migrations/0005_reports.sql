CREATE TABLE `programme_words` (
	`list` text NOT NULL,
	`code` text NOT NULL,
	`name_id` text NOT NULL,
	`name_en` text NOT NULL,
	`retired` integer NOT NULL,
	`position` integer NOT NULL,
	`changed_at` text NOT NULL,
	PRIMARY KEY(`list`, `code`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `report_comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` text NOT NULL,
	`block` text NOT NULL,
	`text` text NOT NULL,
	`actor` text NOT NULL,
	`written_at` text NOT NULL,
	`resolved_at` text,
	`resolved_by` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `report_comments_report` ON `report_comments` (`report_id`);--> statement-breakpoint
CREATE TABLE `report_deliveries` (
	`report_id` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` text,
	`last_error` text,
	`changed_at` text NOT NULL,
	PRIMARY KEY(`report_id`, `kind`, `target`),
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `report_logos` (
	`hash` text PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`added_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `report_settings` (
	`office_id` text PRIMARY KEY NOT NULL,
	`letterhead` text NOT NULL,
	`logo_hash` text,
	`place` text NOT NULL,
	`signatory_title` text NOT NULL,
	`signatory_name` text,
	`number_pattern` text NOT NULL,
	`recipients` text NOT NULL,
	`webhook_url` text,
	`webhook_secret` text,
	`drafts_by_itself` integer NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`logo_hash`) REFERENCES `report_logos`(`hash`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`month_on` text NOT NULL,
	`edition` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`remarks` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`reviewed_at` text,
	`reviewed_by` text,
	`reviewed_hash` text,
	`approved_at` text,
	`approved_by` text,
	`year` integer,
	`sequence` integer,
	`number` text,
	`data_version` text,
	`frozen` text,
	`content_hash` text,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reports_month" CHECK("reports"."month_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-01'),
	CONSTRAINT "reports_edition_number" CHECK("reports"."edition" >= 1),
	CONSTRAINT "reports_frozen" CHECK(("reports"."state" = 'approved') = ("reports"."frozen" IS NOT NULL AND "reports"."content_hash" IS NOT NULL AND "reports"."number" IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_edition` ON `reports` (`office_id`,`month_on`,`edition`);--> statement-breakpoint
CREATE UNIQUE INDEX `reports_in_work` ON `reports` (`office_id`,`month_on`) WHERE "reports"."state" <> 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX `reports_number` ON `reports` (`office_id`,`year`,`sequence`) WHERE "reports"."edition" = 1;--> statement-breakpoint
-- What was approved stays as it was approved, whatever a program does.
CREATE TRIGGER reports_keep_frozen BEFORE UPDATE ON reports WHEN old.state = 'approved' BEGIN SELECT RAISE(ABORT, 'an approved report is not changed'); END;
--> statement-breakpoint
CREATE TRIGGER reports_keep_row BEFORE DELETE ON reports WHEN old.state = 'approved' BEGIN SELECT RAISE(ABORT, 'an approved report is not changed'); END;
--> statement-breakpoint
-- INSERT OR REPLACE removes a row without asking the trigger above.
CREATE TRIGGER reports_keep_id BEFORE INSERT ON reports WHEN EXISTS (SELECT 1 FROM reports WHERE state = 'approved' AND (id = new.id OR (office_id = new.office_id AND month_on = new.month_on AND edition = new.edition))) BEGIN SELECT RAISE(ABORT, 'an approved report is not changed'); END;
--> statement-breakpoint
CREATE TRIGGER report_logos_keep_bytes BEFORE UPDATE ON report_logos BEGIN SELECT RAISE(ABORT, 'an approved report is not changed'); END;
--> statement-breakpoint
CREATE TRIGGER report_logos_keep_row BEFORE DELETE ON report_logos BEGIN SELECT RAISE(ABORT, 'an approved report is not changed'); END;
