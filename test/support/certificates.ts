/** A company's own certificate authority, made anew for one test. */
import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";

/** A certificate and its key, both PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

/** An authority that nobody but the test trusts. */
export interface Authority {
  /** Its own certificate, PEM: what `NODE_EXTRA_CA_CERTS` names a file of. */
  readonly cert: string;
  /** Signs a certificate for a host; valid for an hour, or expired. */
  issue(host: string, when?: "now" | "expired"): Certified;
}

/** Makes an authority. Keys are made by Node.js, which is faster than node-forge by far. */
export function makeAuthority(name = "Company CA"): Authority {
  const keys = keyPair();
  const subject = [{ name: "commonName", value: name }];
  const extensions = [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, digitalSignature: true, critical: true },
  ];
  const cert = certificate({ keys, subject, issuer: subject, signWith: keys.privateKey, extensions });
  return {
    cert,
    issue: (host, when = "now") => {
      const own = keyPair();
      const alternative = /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
      return {
        key: own.pem,
        cert: certificate({
          keys: own,
          subject: [{ name: "commonName", value: host }],
          issuer: subject,
          signWith: keys.privateKey,
          extensions: [{ name: "subjectAltName", altNames: [alternative] }],
          ends: when === "now" ? hour : -hour / 2,
        }),
      };
    },
  };
}

const hour = 3_600_000;
let serial = 0;

interface Keys {
  readonly pem: string;
  readonly privateKey: forge.pki.rsa.PrivateKey;
  readonly publicKey: forge.pki.rsa.PublicKey;
}

function keyPair(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return {
    pem: privateKey,
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    publicKey: forge.pki.publicKeyFromPem(publicKey),
  };
}

function certificate(of: {
  readonly keys: Keys;
  readonly subject: forge.pki.CertificateField[];
  readonly issuer: forge.pki.CertificateField[];
  readonly signWith: forge.pki.rsa.PrivateKey;
  readonly extensions: object[];
  /** Milliseconds from now. */
  readonly ends?: number;
}): string {
  const made = forge.pki.createCertificate();
  made.publicKey = of.keys.publicKey;
  made.serialNumber = `0${(serial += 1).toString(16)}`.slice(-2).padStart(4, "0");
  made.validity.notBefore = new Date(Date.now() - hour);
  made.validity.notAfter = new Date(Date.now() + (of.ends ?? hour));
  made.setSubject(of.subject);
  made.setIssuer(of.issuer);
  made.setExtensions(of.extensions);
  made.sign(of.signWith, forge.md.sha256.create());
  return forge.pki.certificateToPem(made);
}
