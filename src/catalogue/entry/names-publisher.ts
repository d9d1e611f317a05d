const publisher =
  /^(?:acm|ieee|usenix|siam|iet|ifip|springer|springer[ -]nature|elsevier|wiley|mdpi|taylor (?:&|and) francis|association for computing machinery|now publishers|ios press)(?: press)?$/i;

/**
 * Whether a name is that of a publisher or a society and no more. It stands for the venue where nothing else says where a
 * paper was published.
 */
export function namesPublisher(name: string): boolean {
  return publisher.test(name);
}
