/** Problems of generated manifests. 00x their inputs, 01x the folder they are in, 02x what they hold. */
export const manifestCodes = {
  MAN001: { title: "A component, archetype or other layer has no folder", exit: 1 },
  MAN002: { title: "A component that the archetype cannot have", exit: 1 },
  MAN003: { title: "A layer needs a value that the platform does not give", exit: 1 },
  MAN004: { title: "A file of the layers cannot be used", exit: 1 },
  MAN005: { title: "Kustomize refused a combination of layers", exit: 1 },
  MAN006: { title: "The commit to compare with is not there", exit: 1 },

  MAN010: { title: "A generated file is not what the catalog says", exit: 1 },
  MAN011: { title: "A file of somebody else is in the way", exit: 1 },
  MAN012: { title: "A pipeline names a file that no generated folder has", exit: 1 },

  MAN020: { title: "A template or expression where Harness reads none", exit: 1 },
  MAN021: { title: "An object that Kubernetes would refuse", exit: 1 },
  MAN022: { title: "The manifests could not be validated", exit: 1 },
  MAN023: { title: "A policy refuses an object", exit: 3 },
} as const;
