/**
 * Regular expressions that Go's RE2 and JavaScript read alike: no look-around, no back-references, always anchored, linear.
 * They hold no quote, so that a CEL raw string can carry them.
 */
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const ipv4 = `${octet}(\\.${octet}){3}`;
const group = '[0-9a-f]{1,4}';
// Every place that `::` can stand in; IPv4-mapped forms and zones are left out because no certificate or URL needs them.
const ipv6 = [
  `(${group}:){7}${group}`,
  `(${group}:){1,7}:`,
  `(${group}:){1,6}:${group}`,
  `(${group}:){1,5}(:${group}){1,2}`,
  `(${group}:){1,4}(:${group}){1,3}`,
  `(${group}:){1,3}(:${group}){1,4}`,
  `(${group}:){1,2}(:${group}){1,5}`,
  `${group}:(:${group}){1,6}`,
  `:((:${group}){1,7}|:)`,
].join('|');
const shortLabel = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
// The last label starts with a letter, or 999.1.1.1 would pass as a name.
const hostName = `(${shortLabel}\\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?`;
const qualifiedPart = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

export const patterns = {
  /** RFC 1123 label. */
  label: new RegExp(`^${label}$`),
  /** A label that may also begin the name of a Service. */
  serviceLabel: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  /** RFC 1123 subdomain, as the name of most objects. */
  subdomain: new RegExp(`^${label}(\\.${label})*$`),
  /** `vX.Y.Z` without leading zeros. */
  version: /^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$/,
  /** DNS name, IPv4 or IPv6 address, all in lower case. */
  host: new RegExp(`^(${hostName}|${ipv4}|${ipv6})$`),
  /** Range of IPv4 or IPv6 addresses, in lower case. */
  cidr: new RegExp(`^(${ipv4}/([12]?[0-9]|3[0-2])|(${ipv6})/(1[01][0-9]|12[0-8]|[1-9]?[0-9]))$`),
  /** https address with host, perhaps port and path; no user, query or fragment. */
  httpsUrl: new RegExp(`^https://(${hostName}|${ipv4}|\\[(${ipv6})\\])(:[1-9][0-9]{0,4})?(/[-A-Za-z0-9._~%/]*)?$`),
  /** Key of a Secret's data. */
  secretKey: /^[-._a-zA-Z0-9]+$/,
  /** Go duration in hours, minutes, seconds and milliseconds; five digits a part keep the sum within what CEL can hold. */
  duration: /^([0-9]{1,5}(\.[0-9]{1,9})?(ms|s|m|h))+$/,
  /** Amount of a resource; signs, exponents and the sizes below a thousandth have no use in a spec. */
  quantity: /^[0-9]{1,15}(\.[0-9]{1,3})?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/,
  labelKey: new RegExp(`^(${label}(\\.${label})*/)?${qualifiedPart}$`),
  labelValue: new RegExp(`^(${qualifiedPart})?$`),
  /** A flag's name as typed after the dashes. */
  flag: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  /** Levels of logs below the one from which client-go writes down what requests carry. */
  verbosity: /^[0-7]$/,
  printable: /^[ -~]*$/,
  reason: /^[A-Z][A-Za-z0-9]*$/,
  id: /^[a-z0-9]{8}$/,
} as const;
