// Plays the days: at the speed that is chosen, or step by step for readers who asked for less motion.

const STEP = 1500; // milliseconds that a step stands

export class Player {
  playing = false;

  /**
   * @param {() => number} speedOf Days a second, asked at every frame.
   * @param {(day: number) => boolean} show Shows a day and says whether another comes after it.
   */
  constructor(speedOf, show) {
    this.speedOf = speedOf;
    this.show = show;
  }

  /** @param {number} first The day to begin with. */
  start(first) {
    this.playing = true;
    let [begun, start, speed] = [performance.now(), first, this.speedOf()];
    let day = first;
    const frame = (/** @type {number} */ now) => {
      if (!this.playing) return;
      if (speed !== this.speedOf()) [begun, start, speed] = [now, day, this.speedOf()];
      day = dayAfter(start, now - begun, speed);
      if (this.show(day)) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  stop() {
    this.playing = false;
  }
}

/** Goes from one day that matters to the next, each of which stands for a while. */
export class Stepper {
  playing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /**
   * @param {(day: number) => number} next The day to go to.
   * @param {(day: number) => boolean} show Shows a day and says whether another comes after it.
   * @param {number} [pause] Milliseconds.
   */
  constructor(next, show, pause = STEP) {
    this.next = next;
    this.show = show;
    this.pause = pause;
  }

  /** @param {number} first The day before the first step. */
  start(first) {
    this.playing = true;
    const step = (/** @type {number} */ from) => {
      const day = this.next(from);
      if (!this.show(day) || !this.playing) return;
      this.#waiting = setTimeout(() => step(day), this.pause);
    };
    step(first);
  }

  stop() {
    this.playing = false;
    clearTimeout(this.#waiting);
  }
}

/**
 * The day that is shown after so many milliseconds.
 *
 * @param {number} start
 * @param {number} milliseconds
 * @param {number} speed Days a second.
 */
export const dayAfter = (start, milliseconds, speed) => start + Math.floor((milliseconds / 1000) * speed);
