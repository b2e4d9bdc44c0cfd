/* The curtain before what is to come, where the page was exported with one: it opens at the end. */
import { clock } from '../../assets/core/clock.mjs';
import { Curtain } from '../../assets/core/curtain.mjs';
import { film } from './film.mjs';
import { stage } from './stage.mjs';

const curtain = new Curtain();
curtain.want(film.predict);

export const isHidden = () => curtain.isShut;

/* Before all else is drawn. */
export const lookBehind = () => {
  curtain.look(clock);
  stage.classList.toggle('hiding', curtain.isShut);
};
