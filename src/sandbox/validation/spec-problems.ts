import type { $ZodIssue } from "zod/v4/core";
import type { Problem } from "../rest/refusal.js";

type Path = readonly (string | number)[];

/** Converts zod's issues to Discord's form errors. */
export function problemsOf(issues: readonly $ZodIssue[], body: unknown, at: Path = []): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...at, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
    if (issue.code === "invalid_union") {
      const branch = likeliestBranch(issue.errors);
      return branch ? problemsOf(branch, body, path) : [{ path, ...formErrorFor(issue, body, path) }];
    }
    return [{ path, ...formErrorFor(issue, body, path) }];
  });
}

/** The branch of a union with a matching `type`, then with the fewest issues. */
function likeliestBranch(branches: readonly (readonly $ZodIssue[])[]): readonly $ZodIssue[] | undefined {
  const misfits = (branch: readonly $ZodIssue[]) =>
    branch.reduce((sum, issue) => sum + (issue.path[0] === "type" ? 1000 : 1), 0);
  return [...branches].sort((a, b) => misfits(a) - misfits(b))[0];
}

function formErrorFor(issue: $ZodIssue, body: unknown, path: Path): Pick<Problem, "code" | "message"> {
  switch (issue.code) {
    case "invalid_type":
      if (valueAt(body, path) === undefined)
        return { code: "BASE_TYPE_REQUIRED", message: "This field is required" };
      return {
        code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`,
        message: `Could not interpret value as ${issue.expected}.`,
      };
    case "too_big":
      return issue.origin === "string" || issue.origin === "array"
        ? { code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: "NUMBER_TYPE_MAX", message: `int value should be less than or equal to ${issue.maximum}.` };
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? { code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${issue.minimum} or more in length.` }
        : {
            code: "NUMBER_TYPE_MIN",
            message: `int value should be greater than or equal to ${issue.minimum}.`,
          };
    case "invalid_value":
      return {
        code: "BASE_TYPE_CHOICES",
        message: `Value must be one of {${issue.values.map(String).join(", ")}}.`,
      };
    case "invalid_format":
      return issue.format === "url"
        ? { code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }
        : { code: "STRING_TYPE_REGEX", message: "String value did not match validation regex." };
    default:
      return { code: "BASE_TYPE_BAD_TYPE", message: issue.message };
  }
}

function valueAt(body: unknown, path: Path): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
