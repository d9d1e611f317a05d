import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readUnknownVenue, readVenueLabel } from "../../src/catalogue/entry/read-venue.js";
import { parseVenues } from "../../src/catalogue/parse-venues.js";
import { VenuesError } from "../../src/catalogue/venues.js";
import { venues } from "./reading.js";

const stated = (text: string) => {
  const statement = readVenueLabel(text, venues) ?? readUnknownVenue(text);
  return statement ? `${statement.venue ?? "-"} ${statement.year ?? "-"}` : null;
};

test("more than 300 venues are known, each by every spelling", () => {
  expect(venues.venues.length).toBeGreaterThan(300);
  for (const venue of venues.venues) {
    for (const name of [venue.name, ...venue.aliases]) expect(venues.find(name), name).toBe(venue);
  }
  expect(venues.find("nips")?.name).toBe("NeurIPS");
  expect(venues.find("ACM-MM")?.name).toBe("ACM MM");
  expect(venues.find("IEEE Transactions on Pattern Analysis & Machine Intelligence")?.name).toBe("TPAMI");
  expect(venues.find("Some Other Place")).toBeNull();
});

test("a venue and a year are read however they are written", () => {
  const spellings = {
    "ICLR 2024": "ICLR 2024",
    "ICLR-2024": "ICLR 2024",
    ICLR22: "ICLR 2022",
    "[ECCV‘22]": "ECCV 2022",
    "NeurIPS'23 Spotlight": "NeurIPS 2023",
    "NIPS 2021": "NeurIPS 2021",
    "CVPR 2024 (Oral)": "CVPR 2024",
    "2020 ICML": "ICML 2020",
    MLSys24_BestPaper: "MLSys 2024",
    "AAAI24 Oral": "AAAI 2024",
    Arxiv2025: "arXiv 2025",
    "CVPR Workshop 2022": "CVPRW 2022",
    CVPRW: "CVPRW -",
    "Proceedings of the AAAI Conference on Artificial Intelligence, 2021": "AAAI 2021",
    "IEEE Transactions on Neural Networks and Learning Systems (TNNLS) 2020": "TNNLS 2020",
    "Accepted at EMNLP 2023 Findings": "EMNLP Findings 2023",
    "TCAS-I’23": "TCAS-I 2023",
    "ACM MM'21": "ACM MM 2021",
    "3DV 2019": "3DV 2019",
    "2023.05": "- 2023",
    "2023-05-01": "- 2023",
    "Jun 2020": "- 2020",
    "FooConf 2021": "FooConf 2021",
    "ABC'23": "ABC 2023",
  };
  for (const [text, expected] of Object.entries(spellings)) expect(stated(text), text).toBe(expected);
});

test("other words are not read as a venue", () => {
  for (const text of [
    "paper",
    "PTQ",
    "Vision Transformers",
    "date",
    "4-bit",
    "ImageNet",
    "back to top",
    "nature",
    "",
  ]) {
    expect(stated(text), text).toBeNull();
  }
});

test("a mistake in the venues file is reported with its place", () => {
  const fails = (yaml: string) => {
    try {
      parseVenues(yaml);
    } catch (error) {
      expect(error).toBeInstanceOf(VenuesError);
      return error instanceof Error ? error.message : "";
    }
    return "no error";
  };
  const rest = "journals: {}\nworkshops: {}\npreprints: {}\n";
  expect(fails("conferences: [\n")).toMatch(/not valid YAML.*line/);
  expect(fails(`conferences:\n  ICLR: many\n${rest}`)).toMatch(/conferences > ICLR/);
  expect(fails(`conferences:\n  A1: [Same Name]\n  B1: [same-name]\n${rest}`)).toMatch(
    /"same-name" to both A1 and B1/,
  );
  expect(fails("conferences: {}\n")).toMatch(/journals/);
  expect(() => parseVenues(readFileSync("data/venues.yaml", "utf8"))).not.toThrow();
});
