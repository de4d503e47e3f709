import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '../language.ts';
import { undoStored } from './queries.ts';

/** How long what was done can be taken back from where it is told; later from the history. */
const shownMilliseconds = 12_000;

/** Tells that something was stored, with a button that takes it back. */
export function useUndoToast(): (message: string, importId: number) => void {
  const t = useWords();
  const cache = useQueryClient();
  return (message, importId) => {
    const id = `stored-${importId}`;
    const undo = async () => {
      notifications.hide(id);
      let told = t('calendar.undone');
      try {
        await undoStored(importId);
      } catch (error) {
        told = error instanceof Error ? error.message : t('state.error');
      }
      notifications.show({ message: told, closeButtonProps: { 'aria-label': t('state.dismiss') } });
      await Promise.all(
        ['calendar', 'records', 'campaigns', 'targets'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      );
    };
    notifications.show({
      id,
      autoClose: shownMilliseconds,
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <span>{message}</span>
          <Button size="compact-sm" variant="default" onClick={() => void undo()}>
            {t('calendar.undo')}
          </Button>
        </Group>
      ),
      closeButtonProps: { 'aria-label': t('state.dismiss') },
    });
  };
}
