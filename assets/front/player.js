// Plays the days at the speed that is chosen.

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

/**
 * The day that is shown after so many milliseconds.
 *
 * @param {number} start
 * @param {number} milliseconds
 * @param {number} speed Days a second.
 */
export const dayAfter = (start, milliseconds, speed) => start + Math.floor((milliseconds / 1000) * speed);
