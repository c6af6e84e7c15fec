export interface WebhookAddress {
  readonly release: string;
  readonly namespace: string;
  /** PEM. */
  readonly caBundle: string;
}

/** How the plane's apiserver calls the webhook, which runs in the host and has no Service in the plane. */
export function webhookClient({ release, namespace, caBundle }: WebhookAddress, path: string) {
  return {
    url: `https://${release}-webhook.${namespace}.svc:443/${path}`,
    caBundle: Buffer.from(caBundle).toString('base64'),
  };
}
