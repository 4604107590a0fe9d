declare module '*.css?inline' {
  const styles: string;
  export default styles;
}

declare module 'virtual:formulas' {
  /** MathML by LaTeX. */
  const formulas: Record<string, string>;
  export default formulas;
}
