import '../packages/ui/src/theme/tokens.css';

export const globalTypes = {
  locale: { defaultValue: 'ru', toolbar: { title: 'Language', items: ['ru', 'en'], dynamicTitle: true } },
};

/** The page's language is the language of every element without one of its own. */
export const decorators = [
  (story, context) => {
    document.documentElement.lang = context.globals.locale;
    return story();
  },
];
