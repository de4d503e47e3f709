import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useWords } from '../language.ts';
import { FormError } from './form-error.tsx';

/** What is about to be done that cannot simply be taken back. */
export interface Asked {
  readonly title: string;
  readonly detail: string;
  readonly yes: string;
  readonly act: () => Promise<unknown>;
}

/** Asks once more before such an act, does it, and says why where it was refused. */
export function AskOnceMore({ asked, onClose }: { asked: Asked | undefined; onClose: () => void }) {
  const t = useWords();
  const act = useMutation({ mutationFn: async (given: Asked) => given.act(), onSuccess: onClose });
  const close = () => {
    act.reset();
    onClose();
  };
  return (
    <Modal
      opened={asked !== undefined}
      onClose={close}
      title={asked?.title}
      closeButtonProps={{ 'aria-label': t('access.cancel') }}
      centered
    >
      <Text mb="md">{asked?.detail}</Text>
      <FormError error={act.error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          {t('access.cancel')}
        </Button>
        <Button color="red" loading={act.isPending} onClick={() => asked && act.mutate(asked)}>
          {asked?.yes}
        </Button>
      </Group>
    </Modal>
  );
}
