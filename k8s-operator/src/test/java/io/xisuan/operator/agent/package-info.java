/**
 * Tests of the agent against servers on real unix sockets; {@link io.xisuan.operator.agent.SimulatedKubelet} serves other tests too.
 */
@NullMarked
package io.xisuan.operator.agent;

import org.jspecify.annotations.NullMarked;
