/** A policy that names one script (content-security-policy.ts). */
interface TrustedScriptPolicy {
  readonly createScriptURL: (url: string) => string;
}

interface TrustedTypes {
  readonly createPolicy: (name: string, rules: TrustedScriptPolicy) => TrustedScriptPolicy;
}

const policies = new Map<string, TrustedScriptPolicy>();

/** Starts a script of the page beside the window; `policy` is the name that allows just this one. */
export function startWorker(policy: string, address: string): Worker {
  const known =
    policies.get(policy) ?? trustedTypes().createPolicy(policy, { createScriptURL: () => address });
  policies.set(policy, known);
  return new Worker(known.createScriptURL(address), { type: 'module' });
}

/** TypeScript does not know Trusted Types yet. */
function trustedTypes(): TrustedTypes {
  return (window as unknown as { readonly trustedTypes: TrustedTypes }).trustedTypes;
}
