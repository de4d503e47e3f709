CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`config_id` text NOT NULL,
	`name` text,
	`start` text,
	`reference_id` text NOT NULL,
	`prefix` text,
	`key` text NOT NULL,
	`refill_interval` integer,
	`refill_amount` integer,
	`last_refill_at` integer,
	`enabled` integer,
	`rate_limit_enabled` integer,
	`rate_limit_time_window` integer,
	`rate_limit_max` integer,
	`request_count` integer,
	`remaining` integer,
	`last_request` integer,
	`expires_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`permissions` text,
	`metadata` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `api_keys_key` ON `api_keys` (`key`);--> statement-breakpoint
CREATE INDEX `api_keys_reference` ON `api_keys` (`reference_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`office_id` text,
	`banned` integer,
	`ban_reason` text,
	`ban_expires` integer,
	`two_factor_enabled` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limits_key_unique` ON `rate_limits` (`key`);--> statement-breakpoint
CREATE TABLE `second_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`verified` integer,
	`failed_verification_count` integer,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `second_factors_user` ON `second_factors` (`user_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`impersonated_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `share_links` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`office_id` text NOT NULL,
	`page` text NOT NULL,
	`search` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`last_used_at` text,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `share_links_tokenHash_unique` ON `share_links` (`token_hash`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`email_hash` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_failed_at` text NOT NULL,
	`locked_until` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`noun` text NOT NULL,
	`thing_id` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`content_hash` text NOT NULL,
	`actor` text NOT NULL,
	`added_at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachments_thing` ON `attachments` (`noun`,`thing_id`);--> statement-breakpoint
CREATE TABLE `audience_applicants` (
	`office_id` text NOT NULL,
	`grain` text NOT NULL,
	`period_on` text NOT NULL,
	`audience` text NOT NULL,
	`passport_type` text NOT NULL,
	`applicants` integer NOT NULL,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `grain`, `period_on`, `audience`, `passport_type`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "audience_applicants_period" CHECK("audience_applicants"."period_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND ("audience_applicants"."grain" = 'day' OR ("audience_applicants"."grain" = 'month' AND "audience_applicants"."period_on" LIKE '%-01'))),
	CONSTRAINT "audience_applicants_count" CHECK("audience_applicants"."applicants" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`actor_role` text NOT NULL,
	`office_id` text,
	`act` text NOT NULL,
	`noun` text NOT NULL,
	`key` text NOT NULL,
	`was` text,
	`became` text,
	`request` text,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entries_thing` ON `audit_entries` (`noun`,`key`);--> statement-breakpoint
CREATE INDEX `audit_entries_actor` ON `audit_entries` (`actor`);--> statement-breakpoint
CREATE INDEX `audit_entries_at` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`kind` text NOT NULL,
	`noted_on` text NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`themes` text NOT NULL,
	`informant` text,
	`campaign_id` text,
	`channel_id` text,
	`activity_id` text,
	`import_id` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "evidence_noted_on" CHECK("evidence"."noted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')
) STRICT;
--> statement-breakpoint
CREATE INDEX `evidence_noted` ON `evidence` (`office_id`,`noted_on`);--> statement-breakpoint
CREATE TABLE `themes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`definition` text,
	`position` integer NOT NULL,
	`import_id` integer NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `noted_inquiries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`office_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`topic` text NOT NULL,
	`asked_on` text NOT NULL,
	`answered` integer NOT NULL,
	`answer_minutes` integer,
	`actor` text NOT NULL,
	`noted_at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `noted_inquiries_asked` ON `noted_inquiries` (`office_id`,`asked_on`);--> statement-breakpoint
CREATE TABLE `fees` (
	`passport_type` text NOT NULL,
	`validity_years` integer NOT NULL,
	`starts_on` text NOT NULL,
	`rupiah` integer NOT NULL,
	`reference` text,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`passport_type`, `validity_years`, `starts_on`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `processing` (
	`office_id` text NOT NULL,
	`grain` text NOT NULL,
	`period_on` text NOT NULL,
	`passport_type` text NOT NULL,
	`completed` integer,
	`held` integer,
	`waiting_days_median` real,
	`waiting_days_p90` real,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `grain`, `period_on`, `passport_type`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "processing_period" CHECK("processing"."period_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND ("processing"."grain" = 'day' OR ("processing"."grain" = 'month' AND "processing"."period_on" LIKE '%-01')))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `targets` (
	`office_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`indicator` text NOT NULL,
	`channel_id` text NOT NULL,
	`month_on` text NOT NULL,
	`target` real NOT NULL,
	`note` text,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`office_id`, `campaign_id`, `indicator`, `channel_id`, `month_on`),
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `__new_campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`objective` text,
	`approach` text NOT NULL,
	`planned_from_on` text,
	`planned_to_on` text,
	`started_on` text,
	`ended_on` text,
	`channels` text NOT NULL,
	`audiences` text NOT NULL,
	`topics` text NOT NULL,
	`budget_rupiah` integer,
	`spending_rupiah` integer,
	`management_step` text,
	`person_in_charge` text,
	`cancelled_on` text,
	`copied_from` text,
	`import_id` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaigns_started_on" CHECK("__new_campaigns"."started_on" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_campaigns`("id", "office_id", "name", "name_en", "objective", "approach", "planned_from_on", "planned_to_on", "started_on", "ended_on", "channels", "audiences", "topics", "budget_rupiah", "import_id") SELECT "id", "office_id", "name", "name_en", "objective", "approach", "planned_from_on", "planned_to_on", "started_on", "ended_on", "channels", "audiences", "topics", "budget_rupiah", "import_id" FROM `campaigns`;--> statement-breakpoint
DROP TABLE `campaigns`;--> statement-breakpoint
ALTER TABLE `__new_campaigns` RENAME TO `campaigns`;--> statement-breakpoint
ALTER TABLE `activities` ADD `title` text;--> statement-breakpoint
ALTER TABLE `activities` ADD `place` text;--> statement-breakpoint
ALTER TABLE `activities` ADD `pr_role` text;--> statement-breakpoint
ALTER TABLE `activities` ADD `topics` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `activities` ADD `cost_rupiah` integer;--> statement-breakpoint
ALTER TABLE `effect_plans` ADD `actor` text;--> statement-breakpoint
ALTER TABLE `switchings` ADD `actor` text;--> statement-breakpoint
ALTER TABLE `follow_ups` ADD `actor` text;--> statement-breakpoint
ALTER TABLE `month_closures` ADD `actor` text;--> statement-breakpoint
ALTER TABLE `value_comments` ADD `actor` text;
--> statement-breakpoint
-- What was said of campaigns and activities before had fewer columns; those that came since were empty then.
UPDATE past_values SET value = json_insert(value, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL) WHERE noun = 'campaigns';
--> statement-breakpoint
UPDATE withdrawn_values SET value = json_insert(value, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL) WHERE noun = 'campaigns';
--> statement-breakpoint
UPDATE past_values SET value = json_insert(value, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL, '$[#]', '[]', '$[#]', NULL) WHERE noun = 'activities';
--> statement-breakpoint
UPDATE withdrawn_values SET value = json_insert(value, '$[#]', NULL, '$[#]', NULL, '$[#]', NULL, '$[#]', '[]', '$[#]', NULL) WHERE noun = 'activities';
--> statement-breakpoint
-- What is in the audit trail stays in it as it is.
CREATE TRIGGER audit_entries_keep_value BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_keep_row BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
--> statement-breakpoint
-- INSERT OR REPLACE removes a row without asking the trigger above.
CREATE TRIGGER audit_entries_keep_number BEFORE INSERT ON audit_entries WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = new.id) BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
--> statement-breakpoint
-- The words of the notes, to be searched. It keeps its own copy: the rows of a table keep no number over a VACUUM.
CREATE VIRTUAL TABLE evidence_words USING fts5(id UNINDEXED, title, content, tokenize = 'unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE TRIGGER evidence_words_insert AFTER INSERT ON evidence BEGIN INSERT INTO evidence_words (id, title, content) VALUES (new.id, new.title, new.content); END;
--> statement-breakpoint
CREATE TRIGGER evidence_words_update AFTER UPDATE ON evidence BEGIN DELETE FROM evidence_words WHERE id = old.id; INSERT INTO evidence_words (id, title, content) VALUES (new.id, new.title, new.content); END;
--> statement-breakpoint
CREATE TRIGGER evidence_words_delete AFTER DELETE ON evidence BEGIN DELETE FROM evidence_words WHERE id = old.id; END;
