/**
 * What a node's agent says: which container holds which device. Pure; it must not know how the agent came to it, nor money. Start at
 * {@link io.xisuan.operator.metering.owners.OwnersReading}.
 */
@NullMarked
package io.xisuan.operator.metering.owners;

import org.jspecify.annotations.NullMarked;
