/**
 * Grammars of the texts of a catalog. Whatever a person writes ends up in documents that others evaluate: Harness
 * expressions (`<+…>`), Go templates of manifests (`{{…}}`), forms of Backstage and workflows of GitHub (`${{…}}`).
 * So there is no text without a grammar here. Characters that are not shown are refused by the reader of the files.
 */
import { z } from "zod";

/** Rejected unless it matches `pattern`; `rule` completes the sentence "must be …". */
export const matching = (pattern: RegExp, rule: string) => z.string().regex(pattern, { error: rule });

/** Free text of one line or several. */
export const text = matching(
  /^(?![^]*(<\+|\{\{|\}\}))[^]+$/,
  'text without "<+", "{{" and "}}", which Harness, Go templates and Backstage would evaluate',
);

/** Free text of one line. */
export const words = matching(
  /^(?!.*(<\+|\{\{|\}\}))[^\r\n]+$/,
  'one line of text without "<+", "{{" and "}}", which Harness, Go templates and Backstage would evaluate',
);

/** What a thing is for, shown by Harness and Backstage; it may be empty. */
export const description = matching(
  /^(?![^]*(<\+|\{\{|\}\}))[^]*$/,
  'text without "<+", "{{" and "}}", which Harness, Go templates and Backstage would evaluate',
);

/**
 * What a service is for. It reaches documents of Harness, which evaluates expressions, and pages and reports, which do not
 * evaluate it: catalog-info.yaml knows no templates.
 */
export const serviceDescription = matching(
  /^(?![^]*<\+)[^]*$/,
  'text without "<+", which Harness would evaluate',
);

/**
 * A query of a monitoring system. `{service}` and `{environment}` stand in it, and braces of its own; Harness evaluates
 * expressions.
 */
export const query = matching(/^(?![^]*(<\+|\{\{))[^]+$/, 'a query without "<+" and "{{"');

/**
 * Name of an image or the beginning of one: a host with or without port, then path components. Source: the grammar of
 * references of the OCI's distribution (github.com/distribution/reference, reference.go), in lower case.
 */
const host = "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:]+\\])";
const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const imagePath = `(?:${host}(?::[0-9]+)?/)?${component}(?:/${component})*`;

/** An image without tag and digest; the pipeline gives the tag. At most 255 characters, as the OCI says. */
export const imagePattern = new RegExp(`^${imagePath}$`);
export const imageName = matching(
  imagePattern,
  "the name of an image in lower case, without scheme, tag and digest, such as registry.example.com/shop/cart",
).max(255);

/** Where images are: a host, and a path below it or none. */
export const registry = matching(
  new RegExp(`^${host}(?::[0-9]+)?(?:/${component})*$`),
  "a registry in lower case and without scheme, such as registry.example.com or registry.example.com:5000/shop",
).max(255);

/** An image whose version stands in Git: with a tag that is not `latest`, or by its digest. */
export const pinnedImage = matching(
  new RegExp(`^${imagePath}(?::(?!latest$)\\w[\\w.-]{0,127}|(?::\\w[\\w.-]{0,127})?@sha256:[0-9a-f]{64})$`),
  'an image with a version, such as "harness/delegate:25.12.87402", and not ":latest"',
);

/** Absolute http or https address without user and password: letters, digits and the signs of RFC 3986, but no `$`. */
export const url = z
  .url({ protocol: /^https?$/, error: "a URL such as https://example.com" })
  .regex(/^https?:\/\/[\w.-]+(:\d+)?([/?#][\w.~:/?#[\]@!&'()*+,;=%-]*)?$/i, {
    error: 'a URL such as https://example.com, without user, spaces and the signs <>{}"$\\^`|',
  });

/** Branch of a Git repository: the part of git-check-ref-format that needs no quoting anywhere. */
export const branch = matching(
  /^(?!.*(\.\.|\/\/|\/\.|\.lock(\/|$)))[\w][\w./#@+=,-]*(?<![./])$/,
  "the name of a branch such as main or release/1.2",
);

/** Name of a repository, maybe with its organization. */
export const repositoryPath = matching(
  /^[\w.-]+(\/[\w.-]+)*$/,
  "the name of a repository such as platform-next",
);

/** Region of AWS. */
export const awsRegion = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a region of AWS such as eu-west-1");

/** Name of a Kubernetes object: an RFC 1123 subdomain. */
export const kubernetesName = matching(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  "a name of Kubernetes: lower-case letters, digits, hyphens and dots",
).max(253);

/** Reference of a Harness object: its identifier, and its scope in front where that is not the project. */
export const reference = matching(
  /^(account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]{0,127}$/,
  "a Harness identifier, maybe with account. or org. in front",
);

const elb = (resource: string) =>
  new RegExp(`^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d{12}:${resource}$`);
const listener = "(?:app|net)/[A-Za-z0-9-]{1,32}/[0-9A-Za-z]+/[0-9A-Za-z]+";

/** A load balancer of AWS, by name (at most 32 letters, digits and hyphens) or ARN. Source: docs.aws.amazon.com, ELB. */
export const loadBalancerName = matching(
  new RegExp(
    `^[A-Za-z0-9][A-Za-z0-9-]{0,31}$|${elb("loadbalancer/(?:app|net)/[A-Za-z0-9-]{1,32}/[0-9A-Za-z]+").source}`,
  ),
  "the name or ARN of a load balancer such as web-alb",
);

/** ARN of a listener of a load balancer. */
export const listenerArn = matching(
  elb(`listener/${listener}`),
  "the ARN of a listener such as arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0a1b/2c3d",
);

/** ARN of a rule of a listener. */
export const listenerRuleArn = matching(
  elb(`listener-rule/${listener}/[0-9A-Za-z]+`),
  "the ARN of a listener rule such as arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/web/0a1b/2c3d/4e5f",
);
