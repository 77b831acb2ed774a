// Plays the days as the reader's system asks: in motion, or in steps where less motion is asked for.
import { Player, Stepper } from "./player.js";

/** @typedef {{ player: HTMLElement, speed: HTMLSelectElement, calm: HTMLElement }} Controls */

export class Playing {
  /**
   * @param {Controls} controls
   * @param {import("./frames.js").Frames} frames
   * @param {(day: number) => boolean} show Shows a day and says whether another comes after it.
   * @param {() => void} paused Hears of a pause, whoever asked for it.
   */
  constructor(controls, frames, show, paused) {
    this.controls = controls;
    this.paused = paused;
    this.runner = new Player(() => Number(controls.speed.value), show);
    this.stepper = new Stepper((day) => frames.changeFrom(day, 1), show);
    /** @type {Player | Stepper} */
    this.player = this.runner;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.calm.addEventListener("change", this.#heedMotion);
    this.#heedMotion();
  }

  get on() {
    return this.player.playing;
  }

  /** @param {number} day */
  start(day) {
    this.controls.player.textContent = "Pause";
    this.player.start(day);
  }

  pause() {
    if (!this.on) return;
    this.player.stop();
    this.controls.player.textContent = "Play";
    this.paused();
  }

  end() {
    this.player.stop();
    this.calm.removeEventListener("change", this.#heedMotion);
  }

  #heedMotion = () => {
    const calm = this.calm.matches;
    this.pause();
    this.controls.speed.hidden = calm;
    this.controls.calm.hidden = !calm;
    this.player = calm ? this.stepper : this.runner;
  };
}
