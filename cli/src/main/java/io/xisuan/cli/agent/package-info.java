/**
 * The command {@code agent}. It must not know billing, and it loads little, because it runs on every node. Start at {@link
 * io.xisuan.cli.agent.AgentCommand}.
 */
@NullMarked
package io.xisuan.cli.agent;

import org.jspecify.annotations.NullMarked;
