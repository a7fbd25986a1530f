/** A page of others that a form is put into. */
export interface Surrounding {
  readonly css?: string;
  readonly html?: string;
  /** Runs after the form was set up. */
  readonly script?: string;
  readonly lang?: string;
  /** Least size of the text in pixels; 12 when absent. */
  readonly smallest?: number;
}

const bootstrap = `
  html { font-size: 10px; font-family: sans-serif; }
  *, *:before, *:after { box-sizing: border-box; }
  body { margin: 0; font-family: "Helvetica Neue", Helvetica, Arial, sans-serif; font-size: 14px; line-height: 1.42857143; color: #333; background: #fff; }
  input, button, select, textarea { font-family: inherit; font-size: inherit; line-height: inherit; margin: 0; }
  label { display: inline-block; max-width: 100%; margin-bottom: 5px; font-weight: bold; }
  fieldset { min-width: 0; padding: 0; margin: 0; border: 0; }
  legend { display: block; width: 100%; padding: 0; margin-bottom: 20px; font-size: 21px; border-bottom: 1px solid #e5e5e5; }
  table { background-color: transparent; border-spacing: 0; border-collapse: collapse; }
  [hidden] { display: none !important; }
  main { width: auto; max-width: 750px; margin: 0 auto; padding: 0 15px; }
  h1 { font-size: 36px; font-weight: 500; margin: 20px 0 10px; }
`;

/** Pages that are hard on what they embed. */
export const surroundings: Readonly<Record<string, Surrounding>> = {
  'under-a-reset-of-everything': { css: '* { all: unset; } head, script, style, title, link { display: none; } body, main, h1 { display: block; } main { padding: 8px; }' },
  'under-a-reset-that-insists': { css: '* { all: revert !important; box-sizing: content-box !important; letter-spacing: normal; }' },
  'in-bootstrap-3': { css: bootstrap },
  'in-ten-pixel-text': { css: 'html { font-size: 10px; } body { font: 10px/1.2 serif; text-transform: uppercase; letter-spacing: 2px; text-align: center; }' },
  'from-right-to-left': { css: 'body { font-family: sans-serif; }', html: '<main dir="rtl"><h1>Order of materials</h1><rq-form buttons></rq-form></main>' },
  'below-a-transform': { css: 'main { transform: translate(40px, 120px) scale(0.98); overflow: hidden; contain: layout; filter: drop-shadow(0 0 0 #000); max-width: 800px; }' },
  'in-the-shadow-of-another-element': {
    css: 'body { font-family: sans-serif; }',
    script: `
      const form = document.querySelector('rq-form');
      const outer = document.querySelector('main').appendChild(document.createElement('div'));
      const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('section'));
      inner.attachShadow({ mode: 'open' }).append(form);
    `,
  },
};
