// What the linter asks of the browser's code; the types check what names stand for, so it need not.
import js from "@eslint/js";

const SHIPPED = ["assets/**/*.js", "bakhmut_data/publishing/templates/*.js"];
const CODE = [...SHIPPED, "tests/javascript/**/*.js", "tests/javascript/**/*.mjs"];

/** @type {import("eslint").Linter.Config[]} */
export default [
  { ignores: ["assets/vendor/", "**/node_modules/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: CODE,
    ...js.configs.recommended,
    rules: {
      ...js.configs.recommended.rules,
      "no-undef": "off", // `tsc` knows the names of browsers and of Node
      "no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "array-callback-return": "error",
      complexity: ["error", 12],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-len": ["error", { code: 110 }],
      "max-lines": ["error", { max: 300, skipComments: true, skipBlankLines: true }],
      "max-lines-per-function": ["error", { max: 50, skipComments: true }],
      "max-params": ["error", 7],
      "no-console": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    // One place makes elements, so that text is only ever set as text.
    files: SHIPPED,
    ignores: ["assets/dom.js"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["createElement", "createElementNS", "write"].map((property) => ({
          object: "document",
          property,
        })),
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property })),
      ],
    },
  },
];
