CREATE TABLE `effect_plans` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`estimand` text NOT NULL,
	`shape` text NOT NULL,
	`window_from_on` text,
	`window_to_on` text,
	`comparisons` text NOT NULL,
	`reason` text,
	`declared_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `effect_plans_campaign` ON `effect_plans` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `effects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`data_version` text NOT NULL,
	`computed_at` text NOT NULL,
	`verdict` text NOT NULL,
	`result` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `effects_campaign` ON `effects` (`campaign_id`,`data_version`);--> statement-breakpoint
CREATE TABLE `switchings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`office_id` text NOT NULL,
	`name` text NOT NULL,
	`design` text NOT NULL,
	`channels` text NOT NULL,
	`from_on` text NOT NULL,
	`weeks` text NOT NULL,
	`block_weeks` integer NOT NULL,
	`seed` integer NOT NULL,
	`declared_at` text NOT NULL,
	`stopped_at` text,
	`stopped_reason` text,
	FOREIGN KEY (`office_id`) REFERENCES `offices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
