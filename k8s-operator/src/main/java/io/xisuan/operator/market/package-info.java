/**
 * What is for sale, to whom, for how much and under which grants: all resources and books understood together.
 *
 * <p>The demo and the operator assemble their market here, so that both sell by the same rules. A resource that cannot be understood is
 * left out with its problem, and nothing else stops. It must not know pods, the API server, files or the time: the caller says what now
 * is. Start reading at {@link io.xisuan.operator.market.MarketAssembly}.
 */
@NullMarked
package io.xisuan.operator.market;

import org.jspecify.annotations.NullMarked;
