import { validate } from "node-cron";
import { z } from "zod";
import { isTimeZone } from "../store/time-zone.js";

export const cronSetting = z
  .string()
  .trim()
  .refine(validate, "is not a cron expression: five fields such as */30 * * * *");

export const timeZoneSetting = z
  .string()
  .trim()
  .refine(isTimeZone, "is not a time zone such as Europe/Berlin");
