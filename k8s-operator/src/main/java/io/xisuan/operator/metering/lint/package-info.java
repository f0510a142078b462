/**
 * What an exporter's text says, for people: its families and devices, what is wrong where, and what is remarkable though it is
 * allowed. It must not know billing, files or the network. Start at {@link io.xisuan.operator.metering.lint.TextLint}.
 */
@NullMarked
package io.xisuan.operator.metering.lint;

import org.jspecify.annotations.NullMarked;
