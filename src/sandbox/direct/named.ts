/** Where ip-netns(8) keeps the names of network namespaces. */
export const NAMED = '/run/netns';
