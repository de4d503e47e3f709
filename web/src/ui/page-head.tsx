import { Text, Title } from '@mantine/core';

/** What a page is called, and the question that it answers. */
export function PageHead({ title, lead }: { title: string; lead: string }) {
  return (
    <div>
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text className="soft" maw={720}>
        {lead}
      </Text>
    </div>
  );
}
