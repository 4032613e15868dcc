/** Colours and weights as escape sequences of terminals; without colour, text stays as it is. */
export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly yellow: Paint
  readonly green: Paint
  readonly cyan: Paint
}

export type Paint = (text: string) => string

/** Written by hand: `styleText` of node:util looks at the streams and the environment of the process, and a format may not. */
export function styleFor(color: boolean): Style {
  const paint =
    (start: number, end: number): Paint =>
    (text) =>
      color && text !== '' ? `\u001b[${start}m${text}\u001b[${end}m` : text
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    cyan: paint(36, 39),
  }
}
