/** A text file of assets/, taken into the bundle as a string by Vite. */
declare module '*.md?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the shape is decided by Vite
  export default text;
}
