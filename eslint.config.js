import js from "@eslint/js";
import globals from "globals";

export default [
  {
    ignores: [
      "**/*",
      "!dashboard/",
      "!dashboard/screen/**",
      "!geodata/",
      "!geodata/notebook/",
      "!geodata/notebook/*.js",
      "!tests/",
      "!tests/script/**",
      "!eslint.config.js",
      "dashboard/screen/bundle/",
    ],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 6],
      "no-else-return": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { args: "after-used" }],
      "no-use-before-define": ["error", { functions: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: ["dashboard/screen/script/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly" } },
  },
  {
    files: ["geodata/notebook/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, L: "readonly" } },
    // A page calls it by its name.
    rules: { "no-unused-vars": ["error", { args: "after-used", varsIgnorePattern: "^geodataExplore$" }] },
  },
  {
    files: ["tests/script/**/*.js", "eslint.config.js"],
    languageOptions: { globals: globals.node },
  },
];
