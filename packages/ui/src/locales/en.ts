export const en = {
  busy: 'Please wait',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading',
  messages: 'Messages',
  more: 'More actions',
  ok: 'OK',
  retry: 'Retry',
  textRequired: 'Write something here',
  why: 'why?',
  onBehalfOf: ({ name }: { name: string }): string => `for ${name}`,
  substitutedBy: ({ name }: { name: string }): string => `${name} stands in`,
  today: 'today',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  justNow: 'just now',
  dayAt: ({ day, time }: { day: string; time: string }): string => `${day}, ${time}`,
};

/** Words of the shared controls. */
export type UiMessages = typeof en;
