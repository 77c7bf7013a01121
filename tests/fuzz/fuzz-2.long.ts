import { holdEverySecond } from './long.ts';

holdEverySecond(1);
