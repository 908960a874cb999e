/** Catalogs with one mistake in a file as such: YAML, merge leftovers, cuts. */
import type { BadCatalog } from "./badServices";
import { basePlatform } from "./base";

const orders = "  - name: orders\n";

const laughs = ["a", "b", "c", "d", "e"].map((key, index, keys) => {
  const below = index === 0 ? "x" : `*${keys[index - 1]}`;
  return `${key}: &${key} [${Array.from({ length: 12 }, () => below).join(", ")}]`;
});

export const badFiles: readonly BadCatalog[] = [
  {
    title: "tab as indentation",
    services: [orders, `${orders}«CAT002»\tsize: small\n`],
    says: "indent with spaces",
  },
  {
    title: "list that is not closed",
    services: ["[int, pre, prod]\n    ", "[int, pre, prod\n    «CAT002»"],
    says: "end with a ]",
  },
  {
    title: "quote that is not closed",
    services: [
      "        prod: { size: small }\n",
      '        prod: { size: small }\n    slack: "#payments\n«CAT002»',
    ],
    says: "is never closed",
  },
  {
    title: "two colons in a line",
    services: [orders, `${orders}    description: «CAT002»see: above\n`],
    says: "nested mappings are not allowed",
  },
  {
    title: "alias without an anchor",
    services: ["[pdb]", "«CAT002»*usual"],
    says: "write &usual before the value",
  },
  { title: "unknown tag", services: ["[pdb]", "«CAT002»!set [pdb]"], says: "unresolved tag" },
  {
    title: "aliases without end",
    services: `${laughs.join("\n").replace("e: &e ", "e: &e «CAT002»")}\nservices: *e\n`,
    says: "the aliases make more than 100000 values of this file",
  },
  {
    title: "list as a key",
    services:
      "services:\n  - name: ledger\n    team: payments\n    regions: [north]\n    ? «CAT002»[a]\n    : b\n",
    says: "keys must be strings",
  },
  {
    title: "second document",
    services: [orders, `${orders}«CAT002»---\n`],
    says: "a second YAML document starts here",
  },
  {
    title: "conflict markers",
    services: [orders, `«CAT003»<<<<<<< HEAD\n${orders}=======\n  - name: order\n>>>>>>> branch\n`],
    says: "finish the merge",
  },
  {
    title: "leftover of a conflict",
    services: [orders, `«CAT003»=======\n${orders}`],
    says: '"=======" is a Git conflict marker',
  },
  {
    title: "conflict in the platform",
    platform: ["teams:\n", "«CAT003»<<<<<<< ours\nteams:\n=======\nteam:\n>>>>>>> theirs\n"],
    says: '"<<<<<<< ours"',
  },
  { title: "empty file", services: "«CAT004»", says: "to delete everything run destroy" },
  { title: "only comments", services: "«CAT004»# services:\n\n---\n", says: "the file is empty" },
  { title: "NUL character", services: ["[pdb]", "[p«CAT005»\0db]"], says: "a NUL character" },
  {
    title: "cut inside a line",
    services: "services:\n  - name: ledger\n    team: payments\n    pagerduty: pd-pay«CAT006»",
    says: "check that the file is complete",
  },
  {
    title: "cut between two lines",
    platform: `# begin catalog\n${basePlatform}«CAT006»`,
    says: '"# begin catalog" has no "# end catalog"',
  },
  {
    title: "key written twice",
    services: ["    regions: [north]\n", "    regions: [north]\n    «CAT007»team: platform\n"],
    says: "the key team is written twice",
  },
  { title: "no services at all", services: "services: «CAT009»[]\n", says: "the catalog holds no service" },
];
