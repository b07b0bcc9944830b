// One status region that is always there: filled a moment after it was emptied, and emptied again.

const MOMENT = 80;
const LONG_ENOUGH = 15_000;

export class Announcer {
  text = "";
  readonly #onChange: () => void;
  #filling: ReturnType<typeof setTimeout> | undefined;
  #emptying: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  say(text: string): void {
    if (!text) return;
    clearTimeout(this.#filling);
    clearTimeout(this.#emptying);
    this.#put("");
    this.#filling = setTimeout(() => this.#put(text), MOMENT);
    this.#emptying = setTimeout(() => this.#put(""), LONG_ENOUGH);
  }

  #put(text: string): void {
    this.text = text;
    this.#onChange();
  }
}
