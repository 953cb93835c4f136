import { type Controller, checkMeasurement, checkSetting } from './controller.ts';

/** Keeps what holds: what every controller must beat. */
export const doNothing: Controller<number> = {
  name: 'nothing',
  begin(setting) {
    checkSetting(setting);
    return setting;
  },
  step(setting, measurement) {
    checkMeasurement(measurement);
    return { state: setting, setting };
  },
  granted: (_, setting) => setting,
  middle: (setting) => setting,
};
