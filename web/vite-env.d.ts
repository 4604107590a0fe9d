declare module '*.css?inline' {
  const styles: string;
  export default styles;
}

declare module 'virtual:formulas' {
  /** MathML by LaTeX. */
  const formulas: Record<string, string>;
  export default formulas;
}

declare module '*?worker&url' {
  /** The address of a worker's script. */
  const address: string;
  export default address;
}
