/** Tells real objects from what only groups or reaches them. */

/** Whether a resource type stands for an object outside: not the stack, a provider or a component of ours. */
export function isObject(type: string): boolean {
  return !type.startsWith("pulumi:") && !type.startsWith("harness-catalog:");
}

/** Whether changing an object of this type costs a call of the Harness API. */
export function isHarnessObject(type: string): boolean {
  return type.startsWith("harness:");
}
