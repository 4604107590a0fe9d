/** Asks one question at a time; of those that come meanwhile only the last is asked, once the present one is answered. */
export class Latest {
  #asking = false;
  #again = false;

  async ask(question: () => Promise<void>): Promise<void> {
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#again) {
        this.#again = false;
        await question();
      }
    } finally {
      this.#asking = false;
    }
  }
}
