package io.xisuan.operator.agent;

/**
 * What the agent says of itself.
 *
 * @param version the program's version
 * @param node the node's name in the cluster
 * @param bootId the kernel's id of this boot; another one means that the node was restarted
 */
public record NodeFacts(String version, String node, String bootId) {}
