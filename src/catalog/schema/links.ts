/** Where links of portals such as Backstage lead to. */
import { z } from "zod";
import { slug } from "./common";
import { matching } from "./text";

/** What stands in braces in a link or an annotation and is filled in for each service. */
export const placeholders = ["service", "team", "environment"] as const;

const filled = `\\{(${placeholders.join("|")})\\}`;

/** One link on the page of every service; with `{environment}` in it, one for each of its environments. */
const serviceLink = z.strictObject({
  title: matching(
    new RegExp(`^(?!.*<\\+)([^{}\r\n]|${filled})+$`),
    'text without "<+" in which {service}, {team} and {environment} may stand in braces',
  ).max(80),
  url: matching(
    new RegExp(`^https?://([\\w.~:/?#[\\]@!&'()*+,;=%-]|${filled})+$`),
    "a URL in which {service}, {team} and {environment} may stand, such as https://grafana.example.com/d/{service}",
  ),
  icon: slug.optional().describe("Icon of the Backstage app: dashboard, docs, web, …"),
});

/** A Harness account whose console is linked. */
const linkedAccount = z.strictObject({
  id: matching(/^[A-Za-z0-9_-]+$/, "an account id, as in the addresses of the Harness console"),
  environments: z.array(slug).min(1).describe("Environments that the stack of this account hosts"),
});

export const portalLinks = z.strictObject({
  accounts: z
    .record(slug, linkedAccount)
    .default({})
    .describe("Harness accounts, by the name shown in links"),
  services: z.array(serviceLink).default([]).describe("Links on the page of every service: metrics, logs"),
  annotations: z
    .record(
      matching(
        /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
        "an annotation key such as grafana/dashboard-selector",
      ),
      matching(
        new RegExp(`^(?![^]*<\\+)([^{}]|\\{(service|team)\\})+$`),
        'text without "<+" in which {service} and {team} may stand in braces',
      ),
    )
    .default({})
    .describe("Annotations that Backstage plugins read, on every service"),
});
