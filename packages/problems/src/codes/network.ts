/** Problems of the way to a server: proxies and certificates. */
export const networkCodes = {
  NET001: { title: "The proxy cannot be used or refuses", exit: 1 },
  NET002: { title: "The certificate of the server is not trusted", exit: 1 },
} as const;
