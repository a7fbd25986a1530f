/** Words of the same names, each a text or a function of the same parameters. */
export type WordsLike<T> = { readonly [Key in keyof T]: T[Key] extends (params: infer Params) => string ? (params: Params) => string : string };
