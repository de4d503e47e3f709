CREATE TABLE `withdrawn_values` (
	`noun` text NOT NULL,
	`key` text NOT NULL,
	`import_id` integer NOT NULL,
	`value` text NOT NULL,
	`withdrawn_at` text NOT NULL,
	`actor` text,
	PRIMARY KEY(`noun`, `key`, `import_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
